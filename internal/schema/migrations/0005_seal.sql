-- +goose Up
-- The sealed log over the audit trail (RFC 6962): leaves in order, the hashes
-- of the tree, and signed checkpoints.
CREATE TABLE record_leaf (
  firm_id  TEXT NOT NULL,
  place    BIGINT NOT NULL,
  entry_id TEXT NOT NULL,
  hash     TEXT NOT NULL,
  PRIMARY KEY (firm_id, place),
  FOREIGN KEY (firm_id, entry_id) REFERENCES record_entry (firm_id, id)
);
CREATE UNIQUE INDEX record_leaf_entry ON record_leaf (firm_id, entry_id);
CREATE TABLE record_hash (
  firm_id TEXT NOT NULL,
  place   BIGINT NOT NULL,
  hash    TEXT NOT NULL,
  PRIMARY KEY (firm_id, place)
);
CREATE TABLE record_checkpoint (
  firm_id   TEXT NOT NULL,
  size      BIGINT NOT NULL,
  note      TEXT NOT NULL,
  signed_at {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, size)
);
