-- +goose Up
-- Outsiders let in to named matters until a day, and why.
CREATE TABLE guest (
  firm_id      TEXT NOT NULL REFERENCES firm (id),
  id           TEXT NOT NULL,
  version      BIGINT NOT NULL,
  organisation TEXT NOT NULL,
  why          TEXT NOT NULL,
  writes       BOOLEAN NOT NULL,
  until_on     TEXT NOT NULL,
  invited_by   TEXT NOT NULL,
  invited_at   {{ts}} NOT NULL,
  ended_by     TEXT NOT NULL,
  ended_at     {{ts}},
  ended_why    TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, id) REFERENCES staff (firm_id, id)
);
CREATE INDEX guest_until ON guest (firm_id, until_on, id);

CREATE TABLE guest_matter (
  firm_id   TEXT NOT NULL,
  guest_id  TEXT NOT NULL,
  matter_id TEXT NOT NULL,
  added_by  TEXT NOT NULL,
  added_at  {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, guest_id, matter_id),
  FOREIGN KEY (firm_id, guest_id) REFERENCES guest (firm_id, id)
);
CREATE INDEX guest_matter_matter ON guest_matter (firm_id, matter_id, guest_id);

-- For whom someone stands in while they are away.
ALTER TABLE staff ADD COLUMN covers TEXT NOT NULL DEFAULT '[]';
