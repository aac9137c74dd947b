-- +goose Up
-- People who ask for help, from their first word to a matter or a no. Facts of
-- a way that were passed (names checked, cleared) are kept beside the state, so
-- that a step back and forth never loses them.
CREATE TABLE lead (
  firm_id        TEXT NOT NULL REFERENCES firm (id),
  id             TEXT NOT NULL,
  version        BIGINT NOT NULL,
  contact_id     TEXT NOT NULL,
  topic          TEXT NOT NULL,
  story          TEXT NOT NULL,
  area_id        TEXT NOT NULL,
  owner_id       TEXT NOT NULL,
  source         TEXT NOT NULL,
  referrer_id    TEXT NOT NULL,
  value_minor    BIGINT NOT NULL,
  value_currency TEXT NOT NULL,
  incident_on    TEXT,
  limit_on       TEXT,
  limit_by       TEXT NOT NULL,
  urgent         BOOLEAN NOT NULL,
  state          TEXT NOT NULL,
  state_at       {{ts}} NOT NULL,
  left_from      TEXT NOT NULL,
  reached        BIGINT NOT NULL,
  reason         TEXT NOT NULL,
  names_at       {{ts}},
  consult_at     {{ts}},
  cleared_at     {{ts}},
  matter_id      TEXT NOT NULL,
  twin_id        TEXT NOT NULL,
  referred_to    TEXT NOT NULL,
  letter_on      TEXT,
  letter_how     TEXT NOT NULL,
  letter_by      TEXT NOT NULL,
  chase_id       TEXT NOT NULL,
  inquired_at    {{ts}} NOT NULL,
  answer_by      {{ts}} NOT NULL,
  answered_at    {{ts}},
  answered_by    TEXT NOT NULL,
  told_at        {{ts}},
  told_id        TEXT NOT NULL,
  created_by     TEXT NOT NULL,
  created_at     {{ts}} NOT NULL,
  updated_at     {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX lead_state ON lead (firm_id, state, state_at, id);
CREATE INDEX lead_owner ON lead (firm_id, owner_id, state, id);
CREATE INDEX lead_contact ON lead (firm_id, contact_id, id);
CREATE INDEX lead_referrer ON lead (firm_id, referrer_id, id);
CREATE INDEX lead_unanswered ON lead (firm_id, answer_by, id);
CREATE INDEX lead_inquired ON lead (firm_id, inquired_at, id);

-- Every move, in order; one that was taken back stays, and says so.
CREATE TABLE lead_move (
  firm_id    TEXT NOT NULL REFERENCES firm (id),
  id         TEXT NOT NULL,
  lead_id    TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state   TEXT NOT NULL,
  reason     TEXT NOT NULL,
  note       TEXT NOT NULL,
  undo       BOOLEAN NOT NULL,
  undone     BOOLEAN NOT NULL,
  moved_by   TEXT NOT NULL,
  moved_at   {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX lead_move_lead ON lead_move (firm_id, lead_id, moved_at, id);

-- Who else is in it, for the conflict check and later for the matter.
CREATE TABLE lead_party (
  firm_id    TEXT NOT NULL REFERENCES firm (id),
  id         TEXT NOT NULL,
  lead_id    TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  role       TEXT NOT NULL,
  note       TEXT NOT NULL,
  added_at   {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX lead_party_lead ON lead_party (firm_id, lead_id, id);
CREATE INDEX lead_party_contact ON lead_party (firm_id, contact_id, id);
