CREATE TABLE access_deny (
  firm_id          TEXT NOT NULL,
  staff_id         TEXT NOT NULL,
  object_id        TEXT NOT NULL,
  wall_id          TEXT NOT NULL,
  PRIMARY KEY (firm_id, staff_id, object_id, wall_id)
);
CREATE INDEX access_deny_wall ON access_deny (firm_id, wall_id, object_id);

CREATE TABLE access_member (
  firm_id          TEXT NOT NULL,
  object_id        TEXT NOT NULL,
  staff_id         TEXT NOT NULL,
  why              TEXT NOT NULL,
  until            TIMESTAMP,
  PRIMARY KEY (firm_id, object_id, staff_id)
);
CREATE INDEX access_member_staff ON access_member (firm_id, staff_id, object_id);

CREATE TABLE call_timer (
  firm_id          TEXT NOT NULL,
  staff_id         TEXT NOT NULL,
  kind             TEXT NOT NULL,
  direction        TEXT NOT NULL,
  contact_id       TEXT NOT NULL,
  matter_id        TEXT NOT NULL,
  back             TEXT NOT NULL,
  started_at       TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, staff_id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
CREATE INDEX call_timer_contact ON call_timer (firm_id, contact_id, staff_id);

CREATE TABLE client (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  contact_id       TEXT NOT NULL,
  number           TEXT NOT NULL,
  status           TEXT NOT NULL,
  since_on         TEXT,
  until_on         TEXT,
  lang             TEXT NOT NULL,
  interpreter      TEXT NOT NULL,
  formality        TEXT NOT NULL,
  channels         TEXT NOT NULL,
  hours            TEXT NOT NULL,
  zone             TEXT NOT NULL,
  needs            TEXT NOT NULL,
  safe             TEXT NOT NULL,
  avoid            TEXT NOT NULL,
  created_at       TIMESTAMP NOT NULL,
  updated_at       TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, contact_id) REFERENCES contact (firm_id, id)
);
CREATE UNIQUE INDEX client_contact ON client (firm_id, contact_id);
CREATE INDEX client_status ON client (firm_id, status, contact_id);

CREATE TABLE client_date (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  contact_id       TEXT NOT NULL,
  kind             TEXT NOT NULL,
  name             TEXT NOT NULL,
  on_day           TEXT NOT NULL,
  month_day        TEXT NOT NULL,
  yearly           BOOLEAN NOT NULL,
  hard             BOOLEAN NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, contact_id) REFERENCES contact (firm_id, id)
);
CREATE INDEX client_date_contact ON client_date (firm_id, contact_id, on_day, id);
CREATE INDEX client_date_month_day ON client_date (firm_id, month_day, on_day, id);

CREATE TABLE conflict_check (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  title            TEXT NOT NULL,
  nature           TEXT NOT NULL,
  matter_id        TEXT NOT NULL,
  parties          TEXT NOT NULL,
  state            TEXT NOT NULL,
  cut              BOOLEAN NOT NULL,
  asked_by         TEXT NOT NULL,
  asked_at         TIMESTAMP NOT NULL,
  signed_by        TEXT NOT NULL,
  signed_at        TIMESTAMP,
  signed_note      TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
CREATE INDEX conflict_check_matter ON conflict_check (firm_id, matter_id, asked_at, id);
CREATE INDEX conflict_check_state ON conflict_check (firm_id, state, asked_at, id);

CREATE TABLE conflict_due (
  firm_id          TEXT NOT NULL,
  contact_id       TEXT NOT NULL,
  why              TEXT NOT NULL,
  due_at           TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, contact_id)
);
CREATE INDEX conflict_due_at ON conflict_due (firm_id, due_at, contact_id);

CREATE TABLE conflict_finding (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  matter_id        TEXT NOT NULL,
  contact_id       TEXT NOT NULL,
  other_id         TEXT NOT NULL,
  part             TEXT NOT NULL,
  grade            BIGINT NOT NULL,
  severity         BIGINT NOT NULL,
  reasons          TEXT NOT NULL,
  stakes           TEXT NOT NULL,
  why              TEXT NOT NULL,
  found_at         TIMESTAMP NOT NULL,
  state            TEXT NOT NULL,
  note             TEXT NOT NULL,
  settled_by       TEXT NOT NULL,
  settled_at       TIMESTAMP,
  PRIMARY KEY (firm_id, id)
);
CREATE UNIQUE INDEX conflict_finding_once ON conflict_finding (firm_id, matter_id, contact_id, other_id);
CREATE INDEX conflict_finding_state ON conflict_finding (firm_id, state, found_at, id);

CREATE TABLE conflict_hit (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  check_id         TEXT NOT NULL,
  party            BIGINT NOT NULL,
  contact_id       TEXT NOT NULL,
  grade            BIGINT NOT NULL,
  severity         BIGINT NOT NULL,
  reasons          TEXT NOT NULL,
  stakes           TEXT NOT NULL,
  disposition      TEXT NOT NULL,
  reason           TEXT NOT NULL,
  disposed_by      TEXT NOT NULL,
  disposed_at      TIMESTAMP,
  seconded_by      TEXT NOT NULL,
  seconded_at      TIMESTAMP,
  waiver           TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, check_id) REFERENCES conflict_check (firm_id, id)
);
CREATE INDEX conflict_hit_check ON conflict_hit (firm_id, check_id, severity, id);

CREATE TABLE conflict_report (
  firm_id          TEXT NOT NULL,
  check_id         TEXT NOT NULL,
  body             TEXT NOT NULL,
  hash             TEXT NOT NULL,
  made_at          TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, check_id),
  FOREIGN KEY (firm_id, check_id) REFERENCES conflict_check (firm_id, id)
);
-- trigger conflict_report_kept
-- trigger conflict_report_stays

CREATE TABLE contact (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  kind             TEXT NOT NULL,
  name             TEXT NOT NULL,
  sort_name        TEXT NOT NULL,
  prefix           TEXT NOT NULL,
  given            TEXT NOT NULL,
  middle           TEXT NOT NULL,
  family           TEXT NOT NULL,
  suffix           TEXT NOT NULL,
  preferred        TEXT NOT NULL,
  phonetic         TEXT NOT NULL,
  pronouns         TEXT NOT NULL,
  job_title        TEXT NOT NULL,
  employer         TEXT NOT NULL,
  tax_id           TEXT NOT NULL,
  born_on          TEXT,
  died_on          TEXT,
  about            TEXT NOT NULL,
  tags             TEXT NOT NULL,
  photo            TEXT NOT NULL,
  source           TEXT NOT NULL,
  merged_into      TEXT NOT NULL,
  archived_at      TIMESTAMP,
  created_at       TIMESTAMP NOT NULL,
  updated_at       TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
CREATE INDEX contact_sort ON contact (firm_id, merged_into, sort_name, id);
CREATE INDEX contact_updated ON contact (firm_id, merged_into, updated_at, id);

CREATE TABLE contact_double (
  firm_id          TEXT NOT NULL,
  one_id           TEXT NOT NULL,
  other_id         TEXT NOT NULL,
  score            BIGINT NOT NULL,
  why              TEXT NOT NULL,
  state            TEXT NOT NULL,
  found_at         TIMESTAMP NOT NULL,
  decided_by       TEXT NOT NULL,
  decided_at       TIMESTAMP,
  PRIMARY KEY (firm_id, one_id, other_id),
  FOREIGN KEY (firm_id, one_id) REFERENCES contact (firm_id, id),
  FOREIGN KEY (firm_id, other_id) REFERENCES contact (firm_id, id)
);
CREATE INDEX contact_double_open ON contact_double (firm_id, state, score, one_id, other_id);
CREATE INDEX contact_double_other ON contact_double (firm_id, other_id, one_id);

CREATE TABLE contact_key (
  firm_id          TEXT NOT NULL,
  key              TEXT NOT NULL,
  contact_id       TEXT NOT NULL,
  PRIMARY KEY (firm_id, key, contact_id),
  FOREIGN KEY (firm_id, contact_id) REFERENCES contact (firm_id, id)
);
CREATE INDEX contact_key_contact ON contact_key (firm_id, contact_id, key);

CREATE TABLE contact_merge (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  kept_id          TEXT NOT NULL,
  gone_id          TEXT NOT NULL,
  changes          TEXT NOT NULL,
  merged_by        TEXT NOT NULL,
  merged_at        TIMESTAMP NOT NULL,
  undone_by        TEXT NOT NULL,
  undone_at        TIMESTAMP,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, gone_id) REFERENCES contact (firm_id, id),
  FOREIGN KEY (firm_id, kept_id) REFERENCES contact (firm_id, id)
);
CREATE INDEX contact_merge_kept ON contact_merge (firm_id, kept_id, merged_at, id);

CREATE TABLE contact_moved (
  firm_id          TEXT NOT NULL,
  merge_id         TEXT NOT NULL,
  place            TEXT NOT NULL,
  row_id           TEXT NOT NULL,
  PRIMARY KEY (firm_id, merge_id, place, row_id),
  FOREIGN KEY (firm_id, merge_id) REFERENCES contact_merge (firm_id, id)
);

CREATE TABLE contact_name (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  contact_id       TEXT NOT NULL,
  kind             TEXT NOT NULL,
  name             TEXT NOT NULL,
  folded           TEXT NOT NULL,
  note             TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, contact_id) REFERENCES contact (firm_id, id)
);
CREATE INDEX contact_name_contact ON contact_name (firm_id, contact_id, id);
CREATE INDEX contact_name_folded ON contact_name (firm_id, folded, contact_id);

CREATE TABLE contact_point (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  contact_id       TEXT NOT NULL,
  kind             TEXT NOT NULL,
  label            TEXT NOT NULL,
  value            TEXT NOT NULL,
  folded           TEXT NOT NULL,
  extension        TEXT NOT NULL,
  street           TEXT NOT NULL,
  city             TEXT NOT NULL,
  region           TEXT NOT NULL,
  postcode         TEXT NOT NULL,
  country          TEXT NOT NULL,
  preferred        BOOLEAN NOT NULL,
  place            BIGINT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, contact_id) REFERENCES contact (firm_id, id)
);
CREATE INDEX contact_point_contact ON contact_point (firm_id, contact_id, place, id);
CREATE INDEX contact_point_folded ON contact_point (firm_id, folded, contact_id);

CREATE TABLE contact_relation (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  from_id          TEXT NOT NULL,
  to_id            TEXT NOT NULL,
  kind             TEXT NOT NULL,
  note             TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, from_id) REFERENCES contact (firm_id, id),
  FOREIGN KEY (firm_id, to_id) REFERENCES contact (firm_id, id)
);
CREATE UNIQUE INDEX contact_relation_once ON contact_relation (firm_id, from_id, to_id, kind);
CREATE INDEX contact_relation_to ON contact_relation (firm_id, to_id, id);

CREATE TABLE export_file (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  scope            TEXT NOT NULL,
  contact_id       TEXT NOT NULL,
  matter_id        TEXT NOT NULL,
  label            TEXT NOT NULL,
  state            TEXT NOT NULL,
  sum              TEXT NOT NULL,
  size             BIGINT NOT NULL,
  counts           TEXT NOT NULL,
  tries            BIGINT NOT NULL,
  created_by       TEXT NOT NULL,
  created_name     TEXT NOT NULL,
  roles            TEXT NOT NULL,
  created_at       TIMESTAMP NOT NULL,
  ended_at         TIMESTAMP,
  expires_at       TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
CREATE INDEX export_file_created ON export_file (firm_id, created_by, created_at, id);
CREATE INDEX export_file_expires ON export_file (firm_id, expires_at, id);

CREATE TABLE firm (
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  name             TEXT NOT NULL,
  zone             TEXT NOT NULL,
  lang             TEXT NOT NULL,
  currency         TEXT NOT NULL,
  created_at       TIMESTAMP NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE guest (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  organisation     TEXT NOT NULL,
  why              TEXT NOT NULL,
  writes           BOOLEAN NOT NULL,
  until_on         TEXT NOT NULL,
  invited_by       TEXT NOT NULL,
  invited_at       TIMESTAMP NOT NULL,
  ended_by         TEXT NOT NULL,
  ended_at         TIMESTAMP,
  ended_why        TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id) REFERENCES firm (id),
  FOREIGN KEY (firm_id, id) REFERENCES staff (firm_id, id)
);
CREATE INDEX guest_until ON guest (firm_id, until_on, id);

CREATE TABLE guest_matter (
  firm_id          TEXT NOT NULL,
  guest_id         TEXT NOT NULL,
  matter_id        TEXT NOT NULL,
  added_by         TEXT NOT NULL,
  added_at         TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, guest_id, matter_id),
  FOREIGN KEY (firm_id, guest_id) REFERENCES guest (firm_id, id)
);
CREATE INDEX guest_matter_matter ON guest_matter (firm_id, matter_id, guest_id);

CREATE TABLE import_batch (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  kind             TEXT NOT NULL,
  name             TEXT NOT NULL,
  sum              TEXT NOT NULL,
  size             BIGINT NOT NULL,
  state            TEXT NOT NULL,
  form             TEXT NOT NULL,
  header           TEXT NOT NULL,
  samples          TEXT NOT NULL,
  mapping          TEXT NOT NULL,
  options          TEXT NOT NULL,
  total            BIGINT NOT NULL,
  done             BIGINT NOT NULL,
  planned          TEXT NOT NULL,
  results          TEXT NOT NULL,
  message          TEXT NOT NULL,
  tries            BIGINT NOT NULL,
  created_by       TEXT NOT NULL,
  created_name     TEXT NOT NULL,
  created_at       TIMESTAMP NOT NULL,
  started_at       TIMESTAMP,
  ended_at         TIMESTAMP,
  undone_by        TEXT NOT NULL,
  undone_at        TIMESTAMP,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
CREATE INDEX import_batch_created ON import_batch (firm_id, created_at, id);

CREATE TABLE import_caption (
  firm_id          TEXT NOT NULL,
  kind             TEXT NOT NULL,
  caption          TEXT NOT NULL,
  field            TEXT NOT NULL,
  PRIMARY KEY (firm_id, kind, caption),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);

CREATE TABLE import_row (
  firm_id          TEXT NOT NULL,
  batch_id         TEXT NOT NULL,
  n                BIGINT NOT NULL,
  line             BIGINT NOT NULL,
  key              TEXT NOT NULL,
  label            TEXT NOT NULL,
  raw              TEXT NOT NULL,
  plan             TEXT NOT NULL,
  result           TEXT NOT NULL,
  why              TEXT NOT NULL,
  other            TEXT NOT NULL,
  made             TEXT NOT NULL,
  PRIMARY KEY (firm_id, batch_id, n),
  FOREIGN KEY (firm_id, batch_id) REFERENCES import_batch (firm_id, id)
);
CREATE INDEX import_row_key ON import_row (firm_id, key, result, batch_id, n);
CREATE INDEX import_row_plan ON import_row (firm_id, batch_id, plan, n);
CREATE INDEX import_row_result ON import_row (firm_id, batch_id, result, n);

CREATE TABLE lead (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  contact_id       TEXT NOT NULL,
  topic            TEXT NOT NULL,
  story            TEXT NOT NULL,
  area_id          TEXT NOT NULL,
  owner_id         TEXT NOT NULL,
  source           TEXT NOT NULL,
  referrer_id      TEXT NOT NULL,
  value_minor      BIGINT NOT NULL,
  value_currency   TEXT NOT NULL,
  incident_on      TEXT,
  limit_on         TEXT,
  limit_by         TEXT NOT NULL,
  urgent           BOOLEAN NOT NULL,
  state            TEXT NOT NULL,
  state_at         TIMESTAMP NOT NULL,
  left_from        TEXT NOT NULL,
  reached          BIGINT NOT NULL,
  reason           TEXT NOT NULL,
  names_at         TIMESTAMP,
  consult_at       TIMESTAMP,
  cleared_at       TIMESTAMP,
  matter_id        TEXT NOT NULL,
  twin_id          TEXT NOT NULL,
  referred_to      TEXT NOT NULL,
  letter_on        TEXT,
  letter_how       TEXT NOT NULL,
  letter_by        TEXT NOT NULL,
  chase_id         TEXT NOT NULL,
  inquired_at      TIMESTAMP NOT NULL,
  answer_by        TIMESTAMP NOT NULL,
  answered_at      TIMESTAMP,
  answered_by      TEXT NOT NULL,
  told_at          TIMESTAMP,
  told_id          TEXT NOT NULL,
  created_by       TEXT NOT NULL,
  created_at       TIMESTAMP NOT NULL,
  updated_at       TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
CREATE INDEX lead_contact ON lead (firm_id, contact_id, id);
CREATE INDEX lead_inquired ON lead (firm_id, inquired_at, id);
CREATE INDEX lead_owner ON lead (firm_id, owner_id, state, id);
CREATE INDEX lead_referrer ON lead (firm_id, referrer_id, id);
CREATE INDEX lead_state ON lead (firm_id, state, state_at, id);
CREATE INDEX lead_unanswered ON lead (firm_id, answer_by, id);

CREATE TABLE lead_move (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  lead_id          TEXT NOT NULL,
  from_state       TEXT NOT NULL,
  to_state         TEXT NOT NULL,
  reason           TEXT NOT NULL,
  note             TEXT NOT NULL,
  undo             BOOLEAN NOT NULL,
  undone           BOOLEAN NOT NULL,
  moved_by         TEXT NOT NULL,
  moved_at         TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
CREATE INDEX lead_move_lead ON lead_move (firm_id, lead_id, moved_at, id);

CREATE TABLE lead_party (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  lead_id          TEXT NOT NULL,
  contact_id       TEXT NOT NULL,
  role             TEXT NOT NULL,
  note             TEXT NOT NULL,
  added_at         TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
CREATE INDEX lead_party_contact ON lead_party (firm_id, contact_id, id);
CREATE INDEX lead_party_lead ON lead_party (firm_id, lead_id, id);

CREATE TABLE likeness_key (
  firm_id          TEXT NOT NULL,
  key              BIGINT NOT NULL,
  contact_id       TEXT NOT NULL,
  PRIMARY KEY (firm_id, key, contact_id),
  FOREIGN KEY (firm_id, contact_id) REFERENCES contact (firm_id, id)
);
CREATE INDEX likeness_key_contact ON likeness_key (firm_id, contact_id, key);

CREATE TABLE login_directory (
  email_hash       TEXT NOT NULL,
  firm_id          TEXT NOT NULL,
  PRIMARY KEY (email_hash, firm_id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);

CREATE TABLE matter (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  number           TEXT NOT NULL,
  title            TEXT NOT NULL,
  client_id        TEXT NOT NULL,
  area_id          TEXT NOT NULL,
  stage            TEXT NOT NULL,
  stage_at         TIMESTAMP NOT NULL,
  status           TEXT NOT NULL,
  responsible_id   TEXT NOT NULL,
  opened_on        TEXT,
  closed_on        TEXT,
  reason           TEXT NOT NULL,
  outcome          TEXT NOT NULL,
  about            TEXT NOT NULL,
  court            TEXT NOT NULL,
  court_number     TEXT NOT NULL,
  jurisdiction     TEXT NOT NULL,
  source           TEXT NOT NULL,
  restricted       BOOLEAN NOT NULL,
  refs             TEXT NOT NULL,
  tags             TEXT NOT NULL,
  fields           TEXT NOT NULL,
  created_by       TEXT NOT NULL,
  created_at       TIMESTAMP NOT NULL,
  updated_at       TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id) REFERENCES firm (id),
  FOREIGN KEY (firm_id, client_id) REFERENCES contact (firm_id, id)
);
CREATE UNIQUE INDEX matter_number ON matter (firm_id, number);
CREATE INDEX matter_area_updated ON matter (firm_id, area_id, updated_at, id);
CREATE INDEX matter_client ON matter (firm_id, client_id, id);
CREATE INDEX matter_lane ON matter (firm_id, area_id, status, stage, updated_at, id);
CREATE INDEX matter_opened ON matter (firm_id, coalesce(opened_on, ''), id);
CREATE INDEX matter_responsible ON matter (firm_id, responsible_id, updated_at, id);
CREATE INDEX matter_status ON matter (firm_id, status, updated_at, id);
CREATE INDEX matter_updated ON matter (firm_id, updated_at, id);

CREATE TABLE matter_area (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  kind             TEXT NOT NULL,
  code             TEXT NOT NULL,
  name             TEXT NOT NULL,
  about            TEXT NOT NULL,
  iri              TEXT NOT NULL,
  stages           TEXT NOT NULL,
  fields           TEXT NOT NULL,
  place            BIGINT NOT NULL,
  retired          BOOLEAN NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
CREATE UNIQUE INDEX matter_area_name ON matter_area (firm_id, name);

CREATE TABLE matter_client_number (
  firm_id          TEXT NOT NULL,
  contact_id       TEXT NOT NULL,
  number           BIGINT NOT NULL,
  PRIMARY KEY (firm_id, contact_id),
  FOREIGN KEY (firm_id, contact_id) REFERENCES contact (firm_id, id)
);
CREATE UNIQUE INDEX matter_client_number_once ON matter_client_number (firm_id, number);

CREATE TABLE matter_counter (
  firm_id          TEXT NOT NULL,
  name             TEXT NOT NULL,
  last             BIGINT NOT NULL,
  PRIMARY KEY (firm_id, name),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);

CREATE TABLE matter_key (
  firm_id          TEXT NOT NULL,
  key              TEXT NOT NULL,
  matter_id        TEXT NOT NULL,
  PRIMARY KEY (firm_id, key, matter_id),
  FOREIGN KEY (firm_id, matter_id) REFERENCES matter (firm_id, id)
);
CREATE INDEX matter_key_matter ON matter_key (firm_id, matter_id, key);

CREATE TABLE matter_move (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  matter_id        TEXT NOT NULL,
  from_stage       TEXT NOT NULL,
  to_stage         TEXT NOT NULL,
  from_name        TEXT NOT NULL,
  to_name          TEXT NOT NULL,
  note             TEXT NOT NULL,
  moved_by         TEXT NOT NULL,
  moved_at         TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, matter_id) REFERENCES matter (firm_id, id)
);
CREATE INDEX matter_move_matter ON matter_move (firm_id, matter_id, moved_at, id);

CREATE TABLE matter_party (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  matter_id        TEXT NOT NULL,
  contact_id       TEXT NOT NULL,
  role             TEXT NOT NULL,
  represented_by   TEXT NOT NULL,
  note             TEXT NOT NULL,
  added_at         TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, contact_id) REFERENCES contact (firm_id, id),
  FOREIGN KEY (firm_id, matter_id) REFERENCES matter (firm_id, id)
);
CREATE INDEX matter_party_contact ON matter_party (firm_id, contact_id, matter_id);
CREATE INDEX matter_party_matter ON matter_party (firm_id, matter_id, id);
CREATE INDEX matter_party_represented ON matter_party (firm_id, represented_by, matter_id);

CREATE TABLE matter_relation (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  from_id          TEXT NOT NULL,
  to_id            TEXT NOT NULL,
  kind             TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, from_id) REFERENCES matter (firm_id, id),
  FOREIGN KEY (firm_id, to_id) REFERENCES matter (firm_id, id)
);
CREATE UNIQUE INDEX matter_relation_once ON matter_relation (firm_id, from_id, to_id, kind);
CREATE INDEX matter_relation_to ON matter_relation (firm_id, to_id, id);

CREATE TABLE matter_team (
  firm_id          TEXT NOT NULL,
  matter_id        TEXT NOT NULL,
  staff_id         TEXT NOT NULL,
  role             TEXT NOT NULL,
  added_at         TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, matter_id, staff_id, role),
  FOREIGN KEY (firm_id, matter_id) REFERENCES matter (firm_id, id),
  FOREIGN KEY (firm_id, staff_id) REFERENCES staff (firm_id, id)
);
CREATE INDEX matter_team_staff ON matter_team (firm_id, staff_id, matter_id);

CREATE TABLE matter_view (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  staff_id         TEXT NOT NULL,
  name             TEXT NOT NULL,
  query            TEXT NOT NULL,
  shared           BOOLEAN NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
CREATE INDEX matter_view_shared ON matter_view (firm_id, shared, name, id);
CREATE INDEX matter_view_staff ON matter_view (firm_id, staff_id, name, id);

CREATE TABLE office (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  name             TEXT NOT NULL,
  zone             TEXT NOT NULL,
  phone            TEXT NOT NULL,
  address          TEXT NOT NULL,
  hours            TEXT NOT NULL,
  holidays         TEXT NOT NULL,
  main             BOOLEAN NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);

CREATE TABLE policy (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  name             TEXT NOT NULL,
  scope            TEXT NOT NULL,
  from_on          TEXT NOT NULL,
  value            TEXT NOT NULL,
  reason           TEXT NOT NULL,
  decided_by       TEXT NOT NULL,
  decided_at       TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
CREATE UNIQUE INDEX policy_in_force ON policy (firm_id, name, scope, from_on);

CREATE TABLE promise_clock (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  contact_id       TEXT NOT NULL,
  area_id          TEXT NOT NULL,
  staff_id         TEXT NOT NULL,
  owner_id         TEXT NOT NULL,
  opened_at        TIMESTAMP NOT NULL,
  closed_at        TIMESTAMP,
  stale            BOOLEAN NOT NULL,
  base             TEXT NOT NULL,
  terms            TEXT NOT NULL,
  seen_at          TIMESTAMP,
  word_at          TIMESTAMP,
  word_id          TEXT NOT NULL,
  word_kind        TEXT NOT NULL,
  word_due_at      TIMESTAMP,
  question_id      TEXT NOT NULL,
  asked_at         TIMESTAMP,
  acknowledged_at  TIMESTAMP,
  what             TEXT NOT NULL,
  since_at         TIMESTAMP,
  due_at           TIMESTAMP,
  soon_at          TIMESTAMP,
  escalate_at      TIMESTAMP,
  escalated_at     TIMESTAMP,
  escalated_to     TEXT NOT NULL,
  snoozed_at       TIMESTAMP,
  snoozed_until    TIMESTAMP,
  snoozed_by       TEXT NOT NULL,
  snooze_reason    TEXT NOT NULL,
  delegated_at     TIMESTAMP,
  delegated_by     TEXT NOT NULL,
  delegate_note    TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, id) REFERENCES matter (firm_id, id)
);
CREATE INDEX promise_clock_area ON promise_clock (firm_id, area_id, id);
CREATE INDEX promise_clock_contact ON promise_clock (firm_id, contact_id, id);
CREATE INDEX promise_clock_due ON promise_clock (firm_id, due_at, id);
CREATE INDEX promise_clock_escalate ON promise_clock (firm_id, escalate_at, id);
CREATE INDEX promise_clock_owner ON promise_clock (firm_id, owner_id, due_at, id);
CREATE INDEX promise_clock_stale ON promise_clock (firm_id, stale, id);
CREATE INDEX promise_clock_told ON promise_clock (firm_id, escalated_to, due_at, id);

CREATE TABLE promise_look (
  firm_id          TEXT NOT NULL,
  staff_id         TEXT NOT NULL,
  looked_at        TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, staff_id)
);

CREATE TABLE promise_period (
  firm_id          TEXT NOT NULL,
  matter_id        TEXT NOT NULL,
  from_at          TIMESTAMP NOT NULL,
  staff_id         TEXT NOT NULL,
  due_at           TIMESTAMP NOT NULL,
  met_at           TIMESTAMP,
  ended_at         TIMESTAMP NOT NULL,
  state            TEXT NOT NULL,
  late             BIGINT NOT NULL,
  PRIMARY KEY (firm_id, matter_id, from_at)
);
CREATE INDEX promise_period_ended ON promise_period (firm_id, ended_at, matter_id);
CREATE INDEX promise_period_staff ON promise_period (firm_id, staff_id, ended_at, matter_id);

CREATE TABLE promise_question (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  matter_id        TEXT NOT NULL,
  contact_id       TEXT NOT NULL,
  staff_id         TEXT NOT NULL,
  asked_at         TIMESTAMP NOT NULL,
  acknowledged_at  TIMESTAMP,
  answered_at      TIMESTAMP,
  messages         BIGINT NOT NULL,
  waited           BIGINT NOT NULL,
  state            TEXT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX promise_question_asked ON promise_question (firm_id, acknowledged_at, id);
CREATE INDEX promise_question_matter ON promise_question (firm_id, matter_id, asked_at, id);
CREATE INDEX promise_question_staff ON promise_question (firm_id, staff_id, acknowledged_at, id);

CREATE TABLE promise_terms (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  matter_id        TEXT NOT NULL,
  from_at          TIMESTAMP NOT NULL,
  terms            TEXT NOT NULL,
  own              TEXT NOT NULL,
  reason           TEXT NOT NULL,
  agreed           BOOLEAN NOT NULL,
  set_by           TEXT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX promise_terms_matter ON promise_terms (firm_id, matter_id, from_at, id);

CREATE TABLE record_checkpoint (
  firm_id          TEXT NOT NULL,
  size             BIGINT NOT NULL,
  note             TEXT NOT NULL,
  signed_at        TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, size),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
-- trigger record_checkpoint_kept
-- trigger record_checkpoint_stays

CREATE TABLE record_entry (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  at               TIMESTAMP NOT NULL,
  actor_kind       TEXT NOT NULL,
  actor_id         TEXT NOT NULL,
  actor_name       TEXT NOT NULL,
  via              TEXT NOT NULL,
  ip               TEXT NOT NULL,
  session          TEXT NOT NULL,
  action           TEXT NOT NULL,
  about_kind       TEXT NOT NULL,
  about_id         TEXT NOT NULL,
  contact_id       TEXT NOT NULL,
  matter_id        TEXT NOT NULL,
  detail           TEXT NOT NULL,
  salt             TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
CREATE INDEX record_entry_about ON record_entry (firm_id, about_id, at, id);
CREATE INDEX record_entry_actor ON record_entry (firm_id, actor_id, at, id);
CREATE INDEX record_entry_at ON record_entry (firm_id, at, id);
CREATE INDEX record_entry_contact ON record_entry (firm_id, contact_id, at, id);
CREATE INDEX record_entry_matter ON record_entry (firm_id, matter_id, at, id);
-- trigger record_entry_kept
-- trigger record_entry_stays

CREATE TABLE record_hash (
  firm_id          TEXT NOT NULL,
  place            BIGINT NOT NULL,
  hash             TEXT NOT NULL,
  PRIMARY KEY (firm_id, place),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
-- trigger record_hash_kept
-- trigger record_hash_stays

CREATE TABLE record_leaf (
  firm_id          TEXT NOT NULL,
  place            BIGINT NOT NULL,
  entry_id         TEXT NOT NULL,
  PRIMARY KEY (firm_id, place),
  FOREIGN KEY (firm_id, entry_id) REFERENCES record_entry (firm_id, id)
);
CREATE UNIQUE INDEX record_leaf_entry ON record_leaf (firm_id, entry_id);
-- trigger record_leaf_kept
-- trigger record_leaf_stays

CREATE TABLE record_log (
  firm_id          TEXT NOT NULL,
  origin           TEXT NOT NULL,
  sealed_at        TIMESTAMP NOT NULL,
  verified_at      TIMESTAMP,
  verified_size    BIGINT NOT NULL,
  faults           TEXT NOT NULL,
  PRIMARY KEY (firm_id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);

CREATE TABLE search_doc (
  num              INTEGER NOT NULL,
  firm_id          TEXT NOT NULL,
  kind             TEXT NOT NULL,
  id               TEXT NOT NULL,
  contact_id       TEXT NOT NULL,
  matter_id        TEXT NOT NULL,
  folded           TEXT NOT NULL,
  at               TIMESTAMP NOT NULL,
  kept_at          TIMESTAMP NOT NULL,
  lang             TEXT NOT NULL,
  href             TEXT NOT NULL,
  title            TEXT NOT NULL,
  sub              TEXT NOT NULL,
  body             TEXT NOT NULL,
  PRIMARY KEY (num),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
CREATE UNIQUE INDEX search_doc_id ON search_doc (firm_id, kind, id);
CREATE INDEX search_doc_folded ON search_doc (firm_id, folded, num);
-- trigger search_doc_changed
-- trigger search_doc_gone

CREATE TABLE search_index (
  title            ,
  body             
);

CREATE TABLE search_spelling (
  firm_id          TEXT NOT NULL,
  key              TEXT NOT NULL,
  word             TEXT NOT NULL,
  PRIMARY KEY (firm_id, key, word)
);

CREATE TABLE search_title (
  title            
);

CREATE TABLE seat (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  contact_id       TEXT NOT NULL,
  client_id        TEXT NOT NULL,
  whole            BOOLEAN NOT NULL,
  status           TEXT NOT NULL,
  lang             TEXT NOT NULL,
  theme            TEXT NOT NULL,
  asked_by         TEXT NOT NULL,
  asked_at         TIMESTAMP NOT NULL,
  approved_by      TEXT NOT NULL,
  approved_at      TIMESTAMP,
  ended_by         TEXT NOT NULL,
  ended_at         TIMESTAMP,
  came_at          TIMESTAMP,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, client_id) REFERENCES contact (firm_id, id),
  FOREIGN KEY (firm_id, contact_id) REFERENCES contact (firm_id, id)
);
CREATE INDEX seat_client ON seat (firm_id, client_id, id);
CREATE INDEX seat_contact ON seat (firm_id, contact_id, id);

CREATE TABLE seat_matter (
  firm_id          TEXT NOT NULL,
  seat_id          TEXT NOT NULL,
  matter_id        TEXT NOT NULL,
  PRIMARY KEY (firm_id, seat_id, matter_id),
  FOREIGN KEY (firm_id, matter_id) REFERENCES matter (firm_id, id),
  FOREIGN KEY (firm_id, seat_id) REFERENCES seat (firm_id, id)
);
CREATE INDEX seat_matter_matter ON seat_matter (firm_id, matter_id, seat_id);

CREATE TABLE seat_passkey (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  seat_id          TEXT NOT NULL,
  credential_id    TEXT NOT NULL,
  name             TEXT NOT NULL,
  data             TEXT NOT NULL,
  created_at       TIMESTAMP NOT NULL,
  used_at          TIMESTAMP,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, seat_id) REFERENCES seat (firm_id, id)
);
CREATE UNIQUE INDEX seat_passkey_credential ON seat_passkey (firm_id, credential_id);
CREATE INDEX seat_passkey_seat ON seat_passkey (firm_id, seat_id, id);

CREATE TABLE seat_session (
  firm_id          TEXT NOT NULL,
  token_hash       TEXT NOT NULL,
  id               TEXT NOT NULL,
  seat_id          TEXT NOT NULL,
  how              TEXT NOT NULL,
  strong           BOOLEAN NOT NULL,
  proven_at        TIMESTAMP NOT NULL,
  created_at       TIMESTAMP NOT NULL,
  seen_at          TIMESTAMP NOT NULL,
  idle             BIGINT NOT NULL,
  ends_at          TIMESTAMP NOT NULL,
  device           TEXT NOT NULL,
  ip               TEXT NOT NULL,
  ended_at         TIMESTAMP,
  PRIMARY KEY (firm_id, token_hash),
  FOREIGN KEY (firm_id, seat_id) REFERENCES seat (firm_id, id)
);
CREATE INDEX seat_session_seat ON seat_session (firm_id, seat_id, created_at, id);

CREATE TABLE signin_attempt (
  firm_id          TEXT NOT NULL,
  subject          TEXT NOT NULL,
  failed           BIGINT NOT NULL,
  last_at          TIMESTAMP NOT NULL,
  free_at          TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, subject)
);

CREATE TABLE signin_identity (
  firm_id          TEXT NOT NULL,
  issuer           TEXT NOT NULL,
  subject          TEXT NOT NULL,
  staff_id         TEXT NOT NULL,
  created_at       TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, issuer, subject),
  FOREIGN KEY (firm_id, staff_id) REFERENCES staff (firm_id, id)
);

CREATE TABLE signin_key (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  staff_id         TEXT NOT NULL,
  name             TEXT NOT NULL,
  secret_hash      TEXT NOT NULL,
  scopes           TEXT NOT NULL,
  created_at       TIMESTAMP NOT NULL,
  used_at          TIMESTAMP,
  ends_at          TIMESTAMP,
  ended_at         TIMESTAMP,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, staff_id) REFERENCES staff (firm_id, id)
);
CREATE INDEX signin_key_staff ON signin_key (firm_id, staff_id, id);

CREATE TABLE signin_passkey (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  staff_id         TEXT NOT NULL,
  credential_id    TEXT NOT NULL,
  name             TEXT NOT NULL,
  data             TEXT NOT NULL,
  created_at       TIMESTAMP NOT NULL,
  used_at          TIMESTAMP,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, staff_id) REFERENCES staff (firm_id, id)
);
CREATE UNIQUE INDEX signin_passkey_credential ON signin_passkey (firm_id, credential_id);
CREATE INDEX signin_passkey_staff ON signin_passkey (firm_id, staff_id, id);

CREATE TABLE signin_secret (
  firm_id          TEXT NOT NULL,
  staff_id         TEXT NOT NULL,
  version          BIGINT NOT NULL,
  password_hash    TEXT NOT NULL,
  totp_sealed      TEXT NOT NULL,
  totp_step        BIGINT NOT NULL,
  totp_on_at       TIMESTAMP,
  recovery         TEXT NOT NULL,
  PRIMARY KEY (firm_id, staff_id),
  FOREIGN KEY (firm_id, staff_id) REFERENCES staff (firm_id, id)
);

CREATE TABLE signin_session (
  firm_id          TEXT NOT NULL,
  token_hash       TEXT NOT NULL,
  id               TEXT NOT NULL,
  staff_id         TEXT NOT NULL,
  how              TEXT NOT NULL,
  strong           BOOLEAN NOT NULL,
  limited          BOOLEAN NOT NULL,
  proven_at        TIMESTAMP NOT NULL,
  created_at       TIMESTAMP NOT NULL,
  seen_at          TIMESTAMP NOT NULL,
  idle             BIGINT NOT NULL,
  ends_at          TIMESTAMP NOT NULL,
  device           TEXT NOT NULL,
  ip               TEXT NOT NULL,
  ended_at         TIMESTAMP,
  PRIMARY KEY (firm_id, token_hash),
  FOREIGN KEY (firm_id, staff_id) REFERENCES staff (firm_id, id)
);
CREATE INDEX signin_session_staff ON signin_session (firm_id, staff_id, created_at, id);

CREATE TABLE signin_step (
  firm_id          TEXT NOT NULL,
  token_hash       TEXT NOT NULL,
  kind             TEXT NOT NULL,
  owner_id         TEXT NOT NULL,
  data             TEXT NOT NULL,
  ends_at          TIMESTAMP NOT NULL,
  used_at          TIMESTAMP,
  PRIMARY KEY (firm_id, token_hash)
);

CREATE TABLE staff (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  name             TEXT NOT NULL,
  email            TEXT NOT NULL,
  title            TEXT NOT NULL,
  phone            TEXT NOT NULL,
  roles            TEXT NOT NULL,
  supervisor_id    TEXT NOT NULL,
  lang             TEXT NOT NULL,
  theme            TEXT NOT NULL,
  started_on       TEXT,
  left_on          TEXT,
  guest_until      TIMESTAMP,
  covers           TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
CREATE UNIQUE INDEX staff_email ON staff (firm_id, email);
CREATE INDEX staff_name ON staff (firm_id, name, id);

CREATE TABLE task (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  title            TEXT NOT NULL,
  about            TEXT NOT NULL,
  matter_id        TEXT NOT NULL,
  contact_id       TEXT NOT NULL,
  owner_id         TEXT NOT NULL,
  due_on           TEXT,
  sort_on          TEXT NOT NULL,
  priority         TEXT NOT NULL,
  state            TEXT NOT NULL,
  source           TEXT NOT NULL,
  created_by       TEXT NOT NULL,
  done_by          TEXT NOT NULL,
  done_at          TIMESTAMP,
  created_at       TIMESTAMP NOT NULL,
  updated_at       TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
CREATE INDEX task_contact ON task (firm_id, contact_id, state, sort_on, id);
CREATE INDEX task_matter ON task (firm_id, matter_id, state, sort_on, id);
CREATE INDEX task_owner ON task (firm_id, owner_id, state, sort_on, id);
CREATE INDEX task_state ON task (firm_id, state, sort_on, id);

CREATE TABLE timeline_attachment (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  entry_id         TEXT NOT NULL,
  place            BIGINT NOT NULL,
  name             TEXT NOT NULL,
  type             TEXT NOT NULL,
  size             BIGINT NOT NULL,
  sum              TEXT NOT NULL,
  content_id       TEXT NOT NULL,
  inline           BOOLEAN NOT NULL,
  disguised        BOOLEAN NOT NULL,
  raw              BOOLEAN NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, entry_id) REFERENCES timeline_entry (firm_id, id)
);
CREATE INDEX timeline_attachment_entry ON timeline_attachment (firm_id, entry_id, place);

CREATE TABLE timeline_entry (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  kind             TEXT NOT NULL,
  direction        TEXT NOT NULL,
  channel          TEXT NOT NULL,
  at               TIMESTAMP NOT NULL,
  staff_id         TEXT NOT NULL,
  contact_id       TEXT NOT NULL,
  matter_id        TEXT NOT NULL,
  subject          TEXT NOT NULL,
  excerpt          TEXT NOT NULL,
  body             TEXT NOT NULL,
  folded           TEXT NOT NULL,
  seconds          BIGINT NOT NULL,
  outcome          TEXT NOT NULL,
  substantive      BOOLEAN NOT NULL,
  why              TEXT NOT NULL,
  auto             BOOLEAN NOT NULL,
  asks             TEXT NOT NULL,
  holding          BOOLEAN NOT NULL,
  settled          BOOLEAN NOT NULL,
  addresses        TEXT NOT NULL,
  message_id       TEXT NOT NULL,
  message_key      TEXT NOT NULL,
  thread_key       TEXT NOT NULL,
  raw_sum          TEXT NOT NULL,
  html             BOOLEAN NOT NULL,
  problems         TEXT NOT NULL,
  attachments      BIGINT NOT NULL,
  filed_how        TEXT NOT NULL,
  filed_sure       BIGINT NOT NULL,
  source           TEXT NOT NULL,
  created_at       TIMESTAMP NOT NULL,
  created_by       TEXT NOT NULL,
  changed_at       TIMESTAMP NOT NULL,
  removed_at       TIMESTAMP,
  removed_by       TEXT NOT NULL,
  removed_why      TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
CREATE UNIQUE INDEX timeline_entry_once ON timeline_entry (firm_id, message_key) WHERE message_key <> '';
CREATE INDEX timeline_entry_matter ON timeline_entry (firm_id, matter_id, at, id);
CREATE INDEX timeline_entry_message ON timeline_entry (firm_id, message_id, id);
CREATE INDEX timeline_entry_thread ON timeline_entry (firm_id, thread_key, at, id);

CREATE TABLE timeline_move (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  entry_id         TEXT NOT NULL,
  from_matter      TEXT NOT NULL,
  to_matter        TEXT NOT NULL,
  from_how         TEXT NOT NULL,
  from_sure        BIGINT NOT NULL,
  moved_at         TIMESTAMP NOT NULL,
  moved_by         TEXT NOT NULL,
  undone_at        TIMESTAMP,
  undone_by        TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, entry_id) REFERENCES timeline_entry (firm_id, id)
);
CREATE INDEX timeline_move_entry ON timeline_move (firm_id, entry_id, moved_at, id);

CREATE TABLE timeline_original (
  firm_id          TEXT NOT NULL,
  sum              TEXT NOT NULL,
  data             BLOB NOT NULL,
  PRIMARY KEY (firm_id, sum),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);

CREATE TABLE timeline_person (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  entry_id         TEXT NOT NULL,
  contact_id       TEXT NOT NULL,
  at               TIMESTAMP NOT NULL,
  role             TEXT NOT NULL,
  name             TEXT NOT NULL,
  address          TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, entry_id) REFERENCES timeline_entry (firm_id, id)
);
CREATE INDEX timeline_person_contact ON timeline_person (firm_id, contact_id, at, entry_id);
CREATE INDEX timeline_person_entry ON timeline_person (firm_id, entry_id, contact_id, id);

CREATE TABLE wall (
  firm_id          TEXT NOT NULL,
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  name             TEXT NOT NULL,
  reason           TEXT NOT NULL,
  raised_by        TEXT NOT NULL,
  raised_at        TIMESTAMP NOT NULL,
  lifted_by        TEXT NOT NULL,
  lifted_at        TIMESTAMP,
  lift_reason      TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);

CREATE TABLE wall_object (
  firm_id          TEXT NOT NULL,
  wall_id          TEXT NOT NULL,
  object_id        TEXT NOT NULL,
  kind             TEXT NOT NULL,
  PRIMARY KEY (firm_id, wall_id, object_id),
  FOREIGN KEY (firm_id, wall_id) REFERENCES wall (firm_id, id)
);
CREATE INDEX wall_object_object ON wall_object (firm_id, object_id, wall_id);

CREATE TABLE wall_person (
  firm_id          TEXT NOT NULL,
  wall_id          TEXT NOT NULL,
  staff_id         TEXT NOT NULL,
  acknowledged_at  TIMESTAMP,
  PRIMARY KEY (firm_id, wall_id, staff_id),
  FOREIGN KEY (firm_id, wall_id) REFERENCES wall (firm_id, id)
);

CREATE TABLE web_idempotency (
  firm_id          TEXT NOT NULL,
  actor_id         TEXT NOT NULL,
  key              TEXT NOT NULL,
  request          TEXT NOT NULL,
  status           BIGINT NOT NULL,
  header           TEXT NOT NULL,
  body             BLOB NOT NULL,
  at               TIMESTAMP NOT NULL,
  PRIMARY KEY (firm_id, actor_id, key),
  FOREIGN KEY (firm_id) REFERENCES firm (id)
);
CREATE INDEX web_idempotency_at ON web_idempotency (firm_id, at);
