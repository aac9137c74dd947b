-- +goose Up
-- Persons and organisations, every name they go by, how to reach them and how
-- they are related.
CREATE TABLE contact (
  firm_id     TEXT NOT NULL REFERENCES firm (id),
  id          TEXT NOT NULL,
  version     BIGINT NOT NULL,
  kind        TEXT NOT NULL,
  name        TEXT NOT NULL,
  sort_name   TEXT NOT NULL,
  prefix      TEXT NOT NULL,
  given       TEXT NOT NULL,
  middle      TEXT NOT NULL,
  family      TEXT NOT NULL,
  suffix      TEXT NOT NULL,
  preferred   TEXT NOT NULL,
  phonetic    TEXT NOT NULL,
  pronouns    TEXT NOT NULL,
  job_title   TEXT NOT NULL,
  employer    TEXT NOT NULL,
  tax_id      TEXT NOT NULL,
  born_on     TEXT,
  died_on     TEXT,
  about       TEXT NOT NULL,
  tags        TEXT NOT NULL,
  photo       TEXT NOT NULL,
  source      TEXT NOT NULL,
  merged_into TEXT NOT NULL,
  archived_at {{ts}},
  created_at  {{ts}} NOT NULL,
  updated_at  {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX contact_sort ON contact (firm_id, merged_into, sort_name, id);
CREATE INDEX contact_updated ON contact (firm_id, merged_into, updated_at, id);

CREATE TABLE contact_name (
  firm_id    TEXT NOT NULL,
  id         TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  kind       TEXT NOT NULL,
  name       TEXT NOT NULL,
  folded     TEXT NOT NULL,
  note       TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, contact_id) REFERENCES contact (firm_id, id)
);
CREATE INDEX contact_name_contact ON contact_name (firm_id, contact_id, id);
CREATE INDEX contact_name_folded ON contact_name (firm_id, folded, contact_id);

-- Keys under which a name is found when it is spelt otherwise.
CREATE TABLE contact_key (
  firm_id    TEXT NOT NULL,
  key        TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  PRIMARY KEY (firm_id, key, contact_id),
  FOREIGN KEY (firm_id, contact_id) REFERENCES contact (firm_id, id)
);
CREATE INDEX contact_key_contact ON contact_key (firm_id, contact_id, key);

CREATE TABLE contact_point (
  firm_id    TEXT NOT NULL,
  id         TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  kind       TEXT NOT NULL,
  label      TEXT NOT NULL,
  value      TEXT NOT NULL,
  folded     TEXT NOT NULL,
  extension  TEXT NOT NULL,
  street     TEXT NOT NULL,
  city       TEXT NOT NULL,
  region     TEXT NOT NULL,
  postcode   TEXT NOT NULL,
  country    TEXT NOT NULL,
  preferred  BOOLEAN NOT NULL,
  place      BIGINT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, contact_id) REFERENCES contact (firm_id, id)
);
CREATE INDEX contact_point_contact ON contact_point (firm_id, contact_id, place, id);
CREATE INDEX contact_point_folded ON contact_point (firm_id, folded, contact_id);

CREATE TABLE contact_relation (
  firm_id TEXT NOT NULL,
  id      TEXT NOT NULL,
  from_id TEXT NOT NULL,
  to_id   TEXT NOT NULL,
  kind    TEXT NOT NULL,
  note    TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, from_id) REFERENCES contact (firm_id, id),
  FOREIGN KEY (firm_id, to_id) REFERENCES contact (firm_id, id)
);
CREATE UNIQUE INDEX contact_relation_once ON contact_relation (firm_id, from_id, to_id, kind);
CREATE INDEX contact_relation_to ON contact_relation (firm_id, to_id, id);

-- Pairs that may be one and the same, found when either is saved; and what a
-- person decided about them.
CREATE TABLE contact_double (
  firm_id    TEXT NOT NULL,
  one_id     TEXT NOT NULL,
  other_id   TEXT NOT NULL,
  score      BIGINT NOT NULL,
  why        TEXT NOT NULL,
  state      TEXT NOT NULL,
  found_at   {{ts}} NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at {{ts}},
  PRIMARY KEY (firm_id, one_id, other_id),
  FOREIGN KEY (firm_id, one_id) REFERENCES contact (firm_id, id),
  FOREIGN KEY (firm_id, other_id) REFERENCES contact (firm_id, id)
);
CREATE INDEX contact_double_open ON contact_double (firm_id, state, score, one_id, other_id);
CREATE INDEX contact_double_other ON contact_double (firm_id, other_id, one_id);

-- A merge keeps all it needs to be taken back: what it changed on the one
-- kept, and each row that it moved.
CREATE TABLE contact_merge (
  firm_id   TEXT NOT NULL,
  id        TEXT NOT NULL,
  version   BIGINT NOT NULL,
  kept_id   TEXT NOT NULL,
  gone_id   TEXT NOT NULL,
  changes   TEXT NOT NULL,
  merged_by TEXT NOT NULL,
  merged_at {{ts}} NOT NULL,
  undone_by TEXT NOT NULL,
  undone_at {{ts}},
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, kept_id) REFERENCES contact (firm_id, id),
  FOREIGN KEY (firm_id, gone_id) REFERENCES contact (firm_id, id)
);
CREATE INDEX contact_merge_kept ON contact_merge (firm_id, kept_id, merged_at, id);

CREATE TABLE contact_moved (
  firm_id  TEXT NOT NULL,
  merge_id TEXT NOT NULL,
  place    TEXT NOT NULL,
  row_id   TEXT NOT NULL,
  PRIMARY KEY (firm_id, merge_id, place, row_id),
  FOREIGN KEY (firm_id, merge_id) REFERENCES contact_merge (firm_id, id)
);
