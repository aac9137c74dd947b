-- +goose Up
-- The sealed log over the audit trail (RFC 6962): which entry stands where, the
-- hashes of the tree, the signed checkpoints, and what is known of the log.
CREATE TABLE record_log (
  firm_id       TEXT NOT NULL REFERENCES firm (id),
  origin        TEXT NOT NULL,
  sealed_at     {{ts}} NOT NULL,
  verified_at   {{ts}},
  verified_size BIGINT NOT NULL,
  faults        TEXT NOT NULL,
  PRIMARY KEY (firm_id)
);
CREATE TABLE record_leaf (
  firm_id  TEXT NOT NULL,
  place    BIGINT NOT NULL,
  entry_id TEXT NOT NULL,
  PRIMARY KEY (firm_id, place),
  FOREIGN KEY (firm_id, entry_id) REFERENCES record_entry (firm_id, id)
);
CREATE UNIQUE INDEX record_leaf_entry ON record_leaf (firm_id, entry_id);
CREATE TABLE record_hash (
  firm_id TEXT NOT NULL REFERENCES firm (id),
  place   BIGINT NOT NULL,
  hash    TEXT NOT NULL,
  PRIMARY KEY (firm_id, place)
);
CREATE TABLE record_checkpoint (
  firm_id   TEXT NOT NULL REFERENCES firm (id),
  size      BIGINT NOT NULL,
  note      TEXT NOT NULL,
  signed_at {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, size)
);
