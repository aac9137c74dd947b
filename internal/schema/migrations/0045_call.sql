-- +goose Up
-- The running timer of whoever is on the telephone or in a meeting: one each.
CREATE TABLE call_timer (
  firm_id    TEXT NOT NULL REFERENCES firm (id),
  staff_id   TEXT NOT NULL,
  kind       TEXT NOT NULL,
  direction  TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  matter_id  TEXT NOT NULL,
  back       TEXT NOT NULL,
  started_at {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, staff_id)
);
CREATE INDEX call_timer_contact ON call_timer (firm_id, contact_id, staff_id);
