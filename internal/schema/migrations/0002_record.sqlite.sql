-- +goose Up
-- The audit trail. A line is written with the act it tells of and never
-- changed; its place in the sealed log is kept beside it.
CREATE TABLE record_entry (
  firm_id    TEXT NOT NULL REFERENCES firm (id),
  id         TEXT NOT NULL,
  at         TIMESTAMP NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id   TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  via        TEXT NOT NULL,
  ip         TEXT NOT NULL,
  session    TEXT NOT NULL,
  action     TEXT NOT NULL,
  about_kind TEXT NOT NULL,
  about_id   TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  matter_id  TEXT NOT NULL,
  detail     TEXT NOT NULL,
  salt       TEXT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX record_entry_at ON record_entry (firm_id, at, id);
CREATE INDEX record_entry_actor ON record_entry (firm_id, actor_id, at, id);
CREATE INDEX record_entry_about ON record_entry (firm_id, about_id, at, id);
CREATE INDEX record_entry_contact ON record_entry (firm_id, contact_id, at, id);
CREATE INDEX record_entry_matter ON record_entry (firm_id, matter_id, at, id);

-- +goose StatementBegin
CREATE TRIGGER record_entry_kept BEFORE UPDATE ON record_entry
BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER record_entry_stays BEFORE DELETE ON record_entry
BEGIN SELECT RAISE(ABORT, 'the audit trail is never shortened'); END;
-- +goose StatementEnd
