-- +goose Up
-- Files brought in, what each row of them says, and what became of it.
CREATE TABLE import_batch (
  firm_id      TEXT NOT NULL REFERENCES firm (id),
  id           TEXT NOT NULL,
  version      BIGINT NOT NULL,
  kind         TEXT NOT NULL,
  name         TEXT NOT NULL,
  sum          TEXT NOT NULL,
  size         BIGINT NOT NULL,
  state        TEXT NOT NULL,
  form         TEXT NOT NULL,
  header       TEXT NOT NULL,
  samples      TEXT NOT NULL,
  mapping      TEXT NOT NULL,
  options      TEXT NOT NULL,
  total        BIGINT NOT NULL,
  done         BIGINT NOT NULL,
  planned      TEXT NOT NULL,
  results      TEXT NOT NULL,
  message      TEXT NOT NULL,
  tries        BIGINT NOT NULL,
  created_by   TEXT NOT NULL,
  created_name TEXT NOT NULL,
  created_at   {{ts}} NOT NULL,
  started_at   {{ts}},
  ended_at     {{ts}},
  undone_by    TEXT NOT NULL,
  undone_at    {{ts}},
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX import_batch_created ON import_batch (firm_id, created_at, id);

CREATE TABLE import_row (
  firm_id  TEXT NOT NULL,
  batch_id TEXT NOT NULL,
  n        BIGINT NOT NULL,
  line     BIGINT NOT NULL,
  key      TEXT NOT NULL,
  label    TEXT NOT NULL,
  raw      TEXT NOT NULL,
  plan     TEXT NOT NULL,
  result   TEXT NOT NULL,
  why      TEXT NOT NULL,
  other    TEXT NOT NULL,
  made     TEXT NOT NULL,
  PRIMARY KEY (firm_id, batch_id, n),
  FOREIGN KEY (firm_id, batch_id) REFERENCES import_batch (firm_id, id)
);
-- Whether a row was brought in before; what is left to do; what to show.
CREATE INDEX import_row_key ON import_row (firm_id, key, result, batch_id, n);
CREATE INDEX import_row_result ON import_row (firm_id, batch_id, result, n);
CREATE INDEX import_row_plan ON import_row (firm_id, batch_id, plan, n);

-- What people said a caption means, for the next file that has it.
CREATE TABLE import_caption (
  firm_id TEXT NOT NULL REFERENCES firm (id),
  kind    TEXT NOT NULL,
  caption TEXT NOT NULL,
  field   TEXT NOT NULL,
  PRIMARY KEY (firm_id, kind, caption)
);

-- Copies taken out, kept for a few days.
CREATE TABLE export_file (
  firm_id      TEXT NOT NULL REFERENCES firm (id),
  id           TEXT NOT NULL,
  version      BIGINT NOT NULL,
  scope        TEXT NOT NULL,
  contact_id   TEXT NOT NULL,
  matter_id    TEXT NOT NULL,
  label        TEXT NOT NULL,
  state        TEXT NOT NULL,
  sum          TEXT NOT NULL,
  size         BIGINT NOT NULL,
  counts       TEXT NOT NULL,
  tries        BIGINT NOT NULL,
  created_by   TEXT NOT NULL,
  created_name TEXT NOT NULL,
  roles        TEXT NOT NULL,
  created_at   {{ts}} NOT NULL,
  ended_at     {{ts}},
  expires_at   {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX export_file_created ON export_file (firm_id, created_by, created_at, id);
CREATE INDEX export_file_expires ON export_file (firm_id, expires_at, id);
