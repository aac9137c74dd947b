-- +goose Up
-- Who does what next. sort_on is the day it is due, or the end of time, so that
-- lists by day run down an index.
CREATE TABLE task (
  firm_id    TEXT NOT NULL REFERENCES firm (id),
  id         TEXT NOT NULL,
  version    BIGINT NOT NULL,
  title      TEXT NOT NULL,
  about      TEXT NOT NULL,
  matter_id  TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  owner_id   TEXT NOT NULL,
  due_on     TEXT,
  sort_on    TEXT NOT NULL,
  priority   TEXT NOT NULL,
  state      TEXT NOT NULL,
  source     TEXT NOT NULL,
  created_by TEXT NOT NULL,
  done_by    TEXT NOT NULL,
  done_at    {{ts}},
  created_at {{ts}} NOT NULL,
  updated_at {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX task_owner ON task (firm_id, owner_id, state, sort_on, id);
CREATE INDEX task_matter ON task (firm_id, matter_id, state, sort_on, id);
CREATE INDEX task_contact ON task (firm_id, contact_id, state, sort_on, id);
CREATE INDEX task_state ON task (firm_id, state, sort_on, id);
