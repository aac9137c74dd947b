-- +goose Up
-- Whom we act for: how they want to be reached, what keeps them safe, and the
-- days that matter to them.
CREATE TABLE client (
  firm_id     TEXT NOT NULL,
  id          TEXT NOT NULL,
  version     BIGINT NOT NULL,
  contact_id  TEXT NOT NULL,
  number      TEXT NOT NULL,
  status      TEXT NOT NULL,
  since_on    TEXT,
  until_on    TEXT,
  lang        TEXT NOT NULL,
  interpreter TEXT NOT NULL,
  formality   TEXT NOT NULL,
  channels    TEXT NOT NULL,
  hours       TEXT NOT NULL,
  zone        TEXT NOT NULL,
  needs       TEXT NOT NULL,
  safe        TEXT NOT NULL,
  avoid       TEXT NOT NULL,
  created_at  {{ts}} NOT NULL,
  updated_at  {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, contact_id) REFERENCES contact (firm_id, id)
);
CREATE UNIQUE INDEX client_contact ON client (firm_id, contact_id);
CREATE INDEX client_status ON client (firm_id, status, contact_id);

CREATE TABLE client_date (
  firm_id    TEXT NOT NULL,
  id         TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  kind       TEXT NOT NULL,
  name       TEXT NOT NULL,
  on_day     TEXT NOT NULL,
  month_day  TEXT NOT NULL,
  yearly     BOOLEAN NOT NULL,
  hard       BOOLEAN NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, contact_id) REFERENCES contact (firm_id, id)
);
CREATE INDEX client_date_contact ON client_date (firm_id, contact_id, on_day, id);
CREATE INDEX client_date_month_day ON client_date (firm_id, month_day, on_day, id);
