-- +goose Up
-- May we act? Checks with what they found and what people decided, and what came
-- up later.
CREATE TABLE conflict_check (
  firm_id    TEXT NOT NULL REFERENCES firm (id),
  id         TEXT NOT NULL,
  version    BIGINT NOT NULL,
  title      TEXT NOT NULL,
  nature     TEXT NOT NULL,
  matter_id  TEXT NOT NULL,
  parties    TEXT NOT NULL,
  state      TEXT NOT NULL,
  cut        BOOLEAN NOT NULL,
  asked_by   TEXT NOT NULL,
  asked_at   {{ts}} NOT NULL,
  signed_by  TEXT NOT NULL,
  signed_at  {{ts}},
  signed_note TEXT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX conflict_check_state ON conflict_check (firm_id, state, asked_at, id);
CREATE INDEX conflict_check_matter ON conflict_check (firm_id, matter_id, asked_at, id);

CREATE TABLE conflict_hit (
  firm_id      TEXT NOT NULL,
  id           TEXT NOT NULL,
  version      BIGINT NOT NULL,
  check_id     TEXT NOT NULL,
  party        BIGINT NOT NULL,
  contact_id   TEXT NOT NULL,
  grade        BIGINT NOT NULL,
  severity     BIGINT NOT NULL,
  reasons      TEXT NOT NULL,
  stakes       TEXT NOT NULL,
  disposition  TEXT NOT NULL,
  reason       TEXT NOT NULL,
  disposed_by  TEXT NOT NULL,
  disposed_at  {{ts}},
  seconded_by  TEXT NOT NULL,
  seconded_at  {{ts}},
  waiver       TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, check_id) REFERENCES conflict_check (firm_id, id)
);
CREATE INDEX conflict_hit_check ON conflict_hit (firm_id, check_id, severity, id);

CREATE TABLE conflict_report (
  firm_id  TEXT NOT NULL,
  check_id TEXT NOT NULL,
  body     TEXT NOT NULL,
  hash     TEXT NOT NULL,
  made_at  {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, check_id),
  FOREIGN KEY (firm_id, check_id) REFERENCES conflict_check (firm_id, id)
);

-- Contacts to look at again, and what that found.
CREATE TABLE conflict_due (
  firm_id    TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  why        TEXT NOT NULL,
  due_at     {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, contact_id)
);
CREATE INDEX conflict_due_at ON conflict_due (firm_id, due_at, contact_id);

CREATE TABLE conflict_finding (
  firm_id    TEXT NOT NULL,
  id         TEXT NOT NULL,
  version    BIGINT NOT NULL,
  matter_id  TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  other_id   TEXT NOT NULL,
  part       TEXT NOT NULL,
  grade      BIGINT NOT NULL,
  severity   BIGINT NOT NULL,
  reasons    TEXT NOT NULL,
  stakes     TEXT NOT NULL,
  why        TEXT NOT NULL,
  found_at   {{ts}} NOT NULL,
  state      TEXT NOT NULL,
  note       TEXT NOT NULL,
  settled_by TEXT NOT NULL,
  settled_at {{ts}},
  PRIMARY KEY (firm_id, id)
);
CREATE UNIQUE INDEX conflict_finding_once ON conflict_finding (firm_id, matter_id, contact_id, other_id);
CREATE INDEX conflict_finding_state ON conflict_finding (firm_id, state, found_at, id);
