-- +goose Up
-- Answers to API calls that carried a key of their own, kept for a day so that
-- a call repeated after a lost answer has no second effect. Status 0 is a call
-- still under way.
CREATE TABLE web_idempotency (
  firm_id  TEXT NOT NULL REFERENCES firm (id),
  actor_id TEXT NOT NULL,
  key      TEXT NOT NULL,
  request  TEXT NOT NULL,
  status   BIGINT NOT NULL,
  header   TEXT NOT NULL,
  body     {{bytes}} NOT NULL,
  at       {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, actor_id, key)
);
CREATE INDEX web_idempotency_at ON web_idempotency (firm_id, at);
