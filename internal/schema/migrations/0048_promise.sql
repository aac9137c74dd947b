-- +goose Up
-- What each matter's client is promised, as it stands: computed when something
-- happens, and then only compared with the time. The id is the matter's. The
-- most urgent of a person, of the firm, and of what a supervisor was told is
-- one range of an index each.
CREATE TABLE promise_clock (
  firm_id         TEXT NOT NULL,
  id              TEXT NOT NULL,
  version         BIGINT NOT NULL,
  contact_id      TEXT NOT NULL,
  area_id         TEXT NOT NULL,
  staff_id        TEXT NOT NULL,
  owner_id        TEXT NOT NULL,
  opened_at       {{ts}} NOT NULL,
  closed_at       {{ts}},
  stale           BOOLEAN NOT NULL,
  base            TEXT NOT NULL,
  terms           TEXT NOT NULL,
  seen_at         {{ts}},
  word_at         {{ts}},
  word_id         TEXT NOT NULL,
  word_kind       TEXT NOT NULL,
  word_due_at     {{ts}},
  question_id     TEXT NOT NULL,
  asked_at        {{ts}},
  acknowledged_at {{ts}},
  what            TEXT NOT NULL,
  since_at        {{ts}},
  due_at          {{ts}},
  soon_at         {{ts}},
  escalate_at     {{ts}},
  escalated_at    {{ts}},
  escalated_to    TEXT NOT NULL,
  snoozed_at      {{ts}},
  snoozed_until   {{ts}},
  snoozed_by      TEXT NOT NULL,
  snooze_reason   TEXT NOT NULL,
  delegated_at    {{ts}},
  delegated_by    TEXT NOT NULL,
  delegate_note   TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, id) REFERENCES matter (firm_id, id)
);
CREATE INDEX promise_clock_owner ON promise_clock (firm_id, owner_id, due_at, id);
CREATE INDEX promise_clock_due ON promise_clock (firm_id, due_at, id);
CREATE INDEX promise_clock_told ON promise_clock (firm_id, escalated_to, due_at, id);
CREATE INDEX promise_clock_escalate ON promise_clock (firm_id, escalate_at, id);
CREATE INDEX promise_clock_stale ON promise_clock (firm_id, stale, id);
CREATE INDEX promise_clock_area ON promise_clock (firm_id, area_id, id);
CREATE INDEX promise_clock_contact ON promise_clock (firm_id, contact_id, id);

-- Which terms held from when on, matter by matter: what was promised before is
-- judged by what was promised then.
CREATE TABLE promise_terms (
  firm_id   TEXT NOT NULL,
  id        TEXT NOT NULL,
  matter_id TEXT NOT NULL,
  from_at   {{ts}} NOT NULL,
  terms     TEXT NOT NULL,
  own       TEXT NOT NULL,
  reason    TEXT NOT NULL,
  agreed    BOOLEAN NOT NULL,
  set_by    TEXT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX promise_terms_matter ON promise_terms (firm_id, matter_id, from_at, id);

-- Each promise of a word that ended, kept or broken.
CREATE TABLE promise_period (
  firm_id   TEXT NOT NULL,
  matter_id TEXT NOT NULL,
  from_at   {{ts}} NOT NULL,
  staff_id  TEXT NOT NULL,
  due_at    {{ts}} NOT NULL,
  met_at    {{ts}},
  ended_at  {{ts}} NOT NULL,
  state     TEXT NOT NULL,
  late      BIGINT NOT NULL,
  PRIMARY KEY (firm_id, matter_id, from_at)
);
CREATE INDEX promise_period_staff ON promise_period (firm_id, staff_id, ended_at, matter_id);
CREATE INDEX promise_period_ended ON promise_period (firm_id, ended_at, matter_id);

-- Each wait of a client's: a question and what became of it. The id is that of
-- the message that asked.
CREATE TABLE promise_question (
  firm_id         TEXT NOT NULL,
  id              TEXT NOT NULL,
  matter_id       TEXT NOT NULL,
  contact_id      TEXT NOT NULL,
  staff_id        TEXT NOT NULL,
  asked_at        {{ts}} NOT NULL,
  acknowledged_at {{ts}},
  answered_at     {{ts}},
  messages        BIGINT NOT NULL,
  waited          BIGINT NOT NULL,
  state           TEXT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX promise_question_matter ON promise_question (firm_id, matter_id, asked_at, id);
CREATE INDEX promise_question_staff ON promise_question (firm_id, staff_id, acknowledged_at, id);
CREATE INDEX promise_question_asked ON promise_question (firm_id, acknowledged_at, id);

-- When someone last said that they had seen what changed.
CREATE TABLE promise_look (
  firm_id   TEXT NOT NULL,
  staff_id  TEXT NOT NULL,
  looked_at {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, staff_id)
);
