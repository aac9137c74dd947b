-- +goose Up
-- A step on somebody's way in belongs to whoever takes it, staff or client.
ALTER TABLE signin_step RENAME COLUMN staff_id TO owner_id;
