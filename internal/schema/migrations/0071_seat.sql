-- +goose Up
-- The clients' way in: who may open the portal, and to which matters. Clients
-- are kept apart from staff: their own sessions, their own passkeys.
CREATE TABLE seat (
  firm_id     TEXT NOT NULL,
  id          TEXT NOT NULL,
  version     BIGINT NOT NULL,
  contact_id  TEXT NOT NULL,
  client_id   TEXT NOT NULL,
  whole       BOOLEAN NOT NULL,
  status      TEXT NOT NULL,
  lang        TEXT NOT NULL,
  theme       TEXT NOT NULL,
  asked_by    TEXT NOT NULL,
  asked_at    {{ts}} NOT NULL,
  approved_by TEXT NOT NULL,
  approved_at {{ts}},
  ended_by    TEXT NOT NULL,
  ended_at    {{ts}},
  came_at     {{ts}},
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, contact_id) REFERENCES contact (firm_id, id),
  FOREIGN KEY (firm_id, client_id) REFERENCES contact (firm_id, id)
);
CREATE INDEX seat_contact ON seat (firm_id, contact_id, id);
CREATE INDEX seat_client ON seat (firm_id, client_id, id);

CREATE TABLE seat_matter (
  firm_id   TEXT NOT NULL,
  seat_id   TEXT NOT NULL,
  matter_id TEXT NOT NULL,
  PRIMARY KEY (firm_id, seat_id, matter_id),
  FOREIGN KEY (firm_id, seat_id) REFERENCES seat (firm_id, id),
  FOREIGN KEY (firm_id, matter_id) REFERENCES matter (firm_id, id)
);
CREATE INDEX seat_matter_matter ON seat_matter (firm_id, matter_id, seat_id);

CREATE TABLE seat_session (
  firm_id    TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  id         TEXT NOT NULL,
  seat_id    TEXT NOT NULL,
  how        TEXT NOT NULL,
  strong     BOOLEAN NOT NULL,
  proven_at  {{ts}} NOT NULL,
  created_at {{ts}} NOT NULL,
  seen_at    {{ts}} NOT NULL,
  idle       BIGINT NOT NULL,
  ends_at    {{ts}} NOT NULL,
  device     TEXT NOT NULL,
  ip         TEXT NOT NULL,
  ended_at   {{ts}},
  PRIMARY KEY (firm_id, token_hash),
  FOREIGN KEY (firm_id, seat_id) REFERENCES seat (firm_id, id)
);
CREATE INDEX seat_session_seat ON seat_session (firm_id, seat_id, created_at, id);

CREATE TABLE seat_passkey (
  firm_id       TEXT NOT NULL,
  id            TEXT NOT NULL,
  seat_id       TEXT NOT NULL,
  credential_id TEXT NOT NULL,
  name          TEXT NOT NULL,
  data          TEXT NOT NULL,
  created_at    {{ts}} NOT NULL,
  used_at       {{ts}},
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, seat_id) REFERENCES seat (firm_id, id)
);
CREATE UNIQUE INDEX seat_passkey_credential ON seat_passkey (firm_id, credential_id);
CREATE INDEX seat_passkey_seat ON seat_passkey (firm_id, seat_id, id);
