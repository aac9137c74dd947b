-- +goose Up
-- The work for a client: practice areas with their stages, matters, who works
-- on them, who else is in them and how far they have come.
CREATE TABLE matter_area (
  firm_id    TEXT NOT NULL REFERENCES firm (id),
  id         TEXT NOT NULL,
  version    BIGINT NOT NULL,
  kind       TEXT NOT NULL,
  code       TEXT NOT NULL,
  name       TEXT NOT NULL,
  about      TEXT NOT NULL,
  iri        TEXT NOT NULL,
  stages     TEXT NOT NULL,
  fields     TEXT NOT NULL,
  place      BIGINT NOT NULL,
  retired    BOOLEAN NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE UNIQUE INDEX matter_area_name ON matter_area (firm_id, name);

CREATE TABLE matter (
  firm_id        TEXT NOT NULL REFERENCES firm (id),
  id             TEXT NOT NULL,
  version        BIGINT NOT NULL,
  number         TEXT NOT NULL,
  title          TEXT NOT NULL,
  client_id      TEXT NOT NULL,
  area_id        TEXT NOT NULL,
  stage          TEXT NOT NULL,
  stage_at       {{ts}} NOT NULL,
  status         TEXT NOT NULL,
  responsible_id TEXT NOT NULL,
  opened_on      TEXT,
  closed_on      TEXT,
  reason         TEXT NOT NULL,
  outcome        TEXT NOT NULL,
  about          TEXT NOT NULL,
  court          TEXT NOT NULL,
  court_number   TEXT NOT NULL,
  jurisdiction   TEXT NOT NULL,
  source         TEXT NOT NULL,
  restricted     BOOLEAN NOT NULL,
  refs           TEXT NOT NULL,
  tags           TEXT NOT NULL,
  fields         TEXT NOT NULL,
  created_by     TEXT NOT NULL,
  created_at     {{ts}} NOT NULL,
  updated_at     {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, client_id) REFERENCES contact (firm_id, id)
);
CREATE UNIQUE INDEX matter_number ON matter (firm_id, number);
CREATE INDEX matter_client ON matter (firm_id, client_id, id);
CREATE INDEX matter_updated ON matter (firm_id, updated_at, id);
CREATE INDEX matter_status ON matter (firm_id, status, updated_at, id);
CREATE INDEX matter_opened ON matter (firm_id, coalesce(opened_on, ''), id);
CREATE INDEX matter_area_updated ON matter (firm_id, area_id, updated_at, id);
CREATE INDEX matter_lane ON matter (firm_id, area_id, status, stage, updated_at, id);
CREATE INDEX matter_responsible ON matter (firm_id, responsible_id, updated_at, id);

-- Words by which a matter is found: of its title, numbers and client.
CREATE TABLE matter_key (
  firm_id   TEXT NOT NULL,
  key       TEXT NOT NULL,
  matter_id TEXT NOT NULL,
  PRIMARY KEY (firm_id, key, matter_id),
  FOREIGN KEY (firm_id, matter_id) REFERENCES matter (firm_id, id)
);
CREATE INDEX matter_key_matter ON matter_key (firm_id, matter_id, key);

-- Numbers are given without a gap: the next one is kept in the act's own
-- transaction. name is the number's fixed part.
CREATE TABLE matter_counter (
  firm_id TEXT NOT NULL REFERENCES firm (id),
  name    TEXT NOT NULL,
  last    BIGINT NOT NULL,
  PRIMARY KEY (firm_id, name)
);
CREATE TABLE matter_client_number (
  firm_id    TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  number     BIGINT NOT NULL,
  PRIMARY KEY (firm_id, contact_id),
  FOREIGN KEY (firm_id, contact_id) REFERENCES contact (firm_id, id)
);
CREATE UNIQUE INDEX matter_client_number_once ON matter_client_number (firm_id, number);

CREATE TABLE matter_team (
  firm_id   TEXT NOT NULL,
  matter_id TEXT NOT NULL,
  staff_id  TEXT NOT NULL,
  role      TEXT NOT NULL,
  added_at  {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, matter_id, staff_id, role),
  FOREIGN KEY (firm_id, matter_id) REFERENCES matter (firm_id, id),
  FOREIGN KEY (firm_id, staff_id) REFERENCES staff (firm_id, id)
);
CREATE INDEX matter_team_staff ON matter_team (firm_id, staff_id, matter_id);

CREATE TABLE matter_party (
  firm_id        TEXT NOT NULL,
  id             TEXT NOT NULL,
  matter_id      TEXT NOT NULL,
  contact_id     TEXT NOT NULL,
  role           TEXT NOT NULL,
  represented_by TEXT NOT NULL,
  note           TEXT NOT NULL,
  added_at       {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, matter_id) REFERENCES matter (firm_id, id),
  FOREIGN KEY (firm_id, contact_id) REFERENCES contact (firm_id, id)
);
CREATE INDEX matter_party_matter ON matter_party (firm_id, matter_id, id);
CREATE INDEX matter_party_contact ON matter_party (firm_id, contact_id, matter_id);
CREATE INDEX matter_party_represented ON matter_party (firm_id, represented_by, matter_id);

CREATE TABLE matter_move (
  firm_id    TEXT NOT NULL,
  id         TEXT NOT NULL,
  matter_id  TEXT NOT NULL,
  from_stage TEXT NOT NULL,
  to_stage   TEXT NOT NULL,
  from_name  TEXT NOT NULL,
  to_name    TEXT NOT NULL,
  note       TEXT NOT NULL,
  moved_by   TEXT NOT NULL,
  moved_at   {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, matter_id) REFERENCES matter (firm_id, id)
);
CREATE INDEX matter_move_matter ON matter_move (firm_id, matter_id, moved_at, id);

CREATE TABLE matter_relation (
  firm_id TEXT NOT NULL,
  id      TEXT NOT NULL,
  from_id TEXT NOT NULL,
  to_id   TEXT NOT NULL,
  kind    TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, from_id) REFERENCES matter (firm_id, id),
  FOREIGN KEY (firm_id, to_id) REFERENCES matter (firm_id, id)
);
CREATE UNIQUE INDEX matter_relation_once ON matter_relation (firm_id, from_id, to_id, kind);
CREATE INDEX matter_relation_to ON matter_relation (firm_id, to_id, id);

-- A list as someone likes to see it, by a name.
CREATE TABLE matter_view (
  firm_id  TEXT NOT NULL REFERENCES firm (id),
  id       TEXT NOT NULL,
  version  BIGINT NOT NULL,
  staff_id TEXT NOT NULL,
  name     TEXT NOT NULL,
  query    TEXT NOT NULL,
  shared   BOOLEAN NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX matter_view_staff ON matter_view (firm_id, staff_id, name, id);
CREATE INDEX matter_view_shared ON matter_view (firm_id, shared, name, id);
