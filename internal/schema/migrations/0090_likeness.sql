-- +goose Up
-- Contacts filed by how their names sound.
CREATE TABLE likeness_key (
  firm_id    TEXT NOT NULL,
  key        BIGINT NOT NULL,
  contact_id TEXT NOT NULL,
  PRIMARY KEY (firm_id, key, contact_id),
  FOREIGN KEY (firm_id, contact_id) REFERENCES contact (firm_id, id)
);
CREATE INDEX likeness_key_contact ON likeness_key (firm_id, contact_id, key);
