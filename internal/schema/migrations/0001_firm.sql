-- +goose Up
-- The firm itself: whom the program serves, where, and when it is open.
CREATE TABLE firm (
  id         TEXT PRIMARY KEY,
  version    BIGINT NOT NULL,
  name       TEXT NOT NULL,
  zone       TEXT NOT NULL,
  lang       TEXT NOT NULL,
  currency   TEXT NOT NULL,
  created_at {{ts}} NOT NULL
);

-- Which firm a sign-in name belongs to; only a keyed hash of the name is kept.
CREATE TABLE login_directory (
  email_hash TEXT NOT NULL,
  firm_id    TEXT NOT NULL REFERENCES firm (id),
  PRIMARY KEY (email_hash, firm_id)
);

CREATE TABLE office (
  firm_id    TEXT NOT NULL REFERENCES firm (id),
  id         TEXT NOT NULL,
  version    BIGINT NOT NULL,
  name       TEXT NOT NULL,
  zone       TEXT NOT NULL,
  phone      TEXT NOT NULL,
  address    TEXT NOT NULL,
  hours      TEXT NOT NULL,
  holidays   TEXT NOT NULL,
  main       BOOLEAN NOT NULL,
  PRIMARY KEY (firm_id, id)
);

-- Numbers that differ by place and date, each from a day on, with who decided.
CREATE TABLE policy (
  firm_id    TEXT NOT NULL REFERENCES firm (id),
  id         TEXT NOT NULL,
  name       TEXT NOT NULL,
  scope      TEXT NOT NULL,
  from_on    TEXT NOT NULL,
  value      TEXT NOT NULL,
  reason     TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at {{ts}} NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE UNIQUE INDEX policy_in_force ON policy (firm_id, name, scope, from_on);

CREATE TABLE staff (
  firm_id       TEXT NOT NULL REFERENCES firm (id),
  id            TEXT NOT NULL,
  version       BIGINT NOT NULL,
  name          TEXT NOT NULL,
  email         TEXT NOT NULL,
  title         TEXT NOT NULL,
  phone         TEXT NOT NULL,
  roles         TEXT NOT NULL,
  supervisor_id TEXT NOT NULL,
  lang          TEXT NOT NULL,
  theme         TEXT NOT NULL,
  started_on    TEXT,
  left_on       TEXT,
  guest_until   {{ts}},
  PRIMARY KEY (firm_id, id)
);
CREATE UNIQUE INDEX staff_email ON staff (firm_id, email);
CREATE INDEX staff_name ON staff (firm_id, name, id);

-- Who may see what: a row lets one person, or '*' for the whole firm, see one
-- contact or matter. A deny row overrules every other.
CREATE TABLE access_member (
  firm_id   TEXT NOT NULL,
  object_id TEXT NOT NULL,
  staff_id  TEXT NOT NULL,
  why       TEXT NOT NULL,
  until     {{ts}},
  PRIMARY KEY (firm_id, object_id, staff_id)
);
CREATE INDEX access_member_staff ON access_member (firm_id, staff_id, object_id);

CREATE TABLE access_deny (
  firm_id   TEXT NOT NULL,
  staff_id  TEXT NOT NULL,
  object_id TEXT NOT NULL,
  wall_id   TEXT NOT NULL,
  PRIMARY KEY (firm_id, staff_id, object_id, wall_id)
);
CREATE INDEX access_deny_wall ON access_deny (firm_id, wall_id, object_id);

CREATE TABLE wall (
  firm_id   TEXT NOT NULL REFERENCES firm (id),
  id        TEXT NOT NULL,
  version   BIGINT NOT NULL,
  name      TEXT NOT NULL,
  reason    TEXT NOT NULL,
  raised_by TEXT NOT NULL,
  raised_at {{ts}} NOT NULL,
  lifted_by TEXT NOT NULL,
  lifted_at {{ts}},
  lift_reason TEXT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE TABLE wall_person (
  firm_id  TEXT NOT NULL,
  wall_id  TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  acknowledged_at {{ts}},
  PRIMARY KEY (firm_id, wall_id, staff_id),
  FOREIGN KEY (firm_id, wall_id) REFERENCES wall (firm_id, id)
);
CREATE TABLE wall_object (
  firm_id   TEXT NOT NULL,
  wall_id   TEXT NOT NULL,
  object_id TEXT NOT NULL,
  kind      TEXT NOT NULL,
  PRIMARY KEY (firm_id, wall_id, object_id),
  FOREIGN KEY (firm_id, wall_id) REFERENCES wall (firm_id, id)
);
CREATE INDEX wall_object_object ON wall_object (firm_id, object_id, wall_id);
