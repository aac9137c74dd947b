-- +goose Up
-- How staff prove who they are, and where they are signed in.
CREATE TABLE signin_secret (
  firm_id       TEXT NOT NULL,
  staff_id      TEXT NOT NULL,
  version       BIGINT NOT NULL,
  password_hash TEXT NOT NULL,
  totp_sealed   TEXT NOT NULL,
  totp_step     BIGINT NOT NULL,
  totp_on_at    {{ts}},
  recovery      TEXT NOT NULL,
  PRIMARY KEY (firm_id, staff_id),
  FOREIGN KEY (firm_id, staff_id) REFERENCES staff (firm_id, id)
);

CREATE TABLE signin_passkey (
  firm_id       TEXT NOT NULL,
  id            TEXT NOT NULL,
  staff_id      TEXT NOT NULL,
  credential_id TEXT NOT NULL,
  name          TEXT NOT NULL,
  data          TEXT NOT NULL,
  created_at    {{ts}} NOT NULL,
  used_at       {{ts}},
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, staff_id) REFERENCES staff (firm_id, id)
);
CREATE UNIQUE INDEX signin_passkey_credential ON signin_passkey (firm_id, credential_id);
CREATE INDEX signin_passkey_staff ON signin_passkey (firm_id, staff_id, id);

-- Who someone is at the firm's own identity provider: issuer and subject,
-- never the e-mail address.
CREATE TABLE signin_identity (
  firm_id    TEXT NOT NULL,
  issuer     TEXT NOT NULL,
  subject    TEXT NOT NULL,
  staff_id   TEXT NOT NULL,
  created_at {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, issuer, subject),
  FOREIGN KEY (firm_id, staff_id) REFERENCES staff (firm_id, id)
);

CREATE TABLE signin_session (
  firm_id    TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  id         TEXT NOT NULL,
  staff_id   TEXT NOT NULL,
  how        TEXT NOT NULL,
  strong     BOOLEAN NOT NULL,
  limited    BOOLEAN NOT NULL,
  proven_at  {{ts}} NOT NULL,
  created_at {{ts}} NOT NULL,
  seen_at    {{ts}} NOT NULL,
  idle       BIGINT NOT NULL,
  ends_at    {{ts}} NOT NULL,
  device     TEXT NOT NULL,
  ip         TEXT NOT NULL,
  ended_at   {{ts}},
  PRIMARY KEY (firm_id, token_hash),
  FOREIGN KEY (firm_id, staff_id) REFERENCES staff (firm_id, id)
);
CREATE INDEX signin_session_staff ON signin_session (firm_id, staff_id, created_at, id);

-- Short-lived steps of a sign-in: a second factor asked for, a passkey
-- challenge, a way to the identity provider and back, a link to start with.
CREATE TABLE signin_step (
  firm_id    TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  kind       TEXT NOT NULL,
  staff_id   TEXT NOT NULL,
  data       TEXT NOT NULL,
  ends_at    {{ts}} NOT NULL,
  used_at    {{ts}},
  PRIMARY KEY (firm_id, token_hash)
);

-- Tries that failed or are under way, counted by name and by place, for growing
-- delays. They are counted before anyone knows whose name it is, so these rows
-- belong to no firm: their firm_id is empty.
CREATE TABLE signin_attempt (
  firm_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  failed  BIGINT NOT NULL,
  last_at {{ts}} NOT NULL,
  free_at {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, subject)
);

CREATE TABLE signin_key (
  firm_id     TEXT NOT NULL,
  id          TEXT NOT NULL,
  version     BIGINT NOT NULL,
  staff_id    TEXT NOT NULL,
  name        TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  scopes      TEXT NOT NULL,
  created_at  {{ts}} NOT NULL,
  used_at     {{ts}},
  ends_at     {{ts}},
  ended_at    {{ts}},
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, staff_id) REFERENCES staff (firm_id, id)
);
CREATE INDEX signin_key_staff ON signin_key (firm_id, staff_id, id);
