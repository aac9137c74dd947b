-- +goose Up
-- Every contact with a client, in one line of time. Who a message was from and
-- to stays with it as it was written; only whom we take those people for may
-- change (timeline_person.contact_id).
CREATE TABLE timeline_entry (
  firm_id     TEXT NOT NULL REFERENCES firm (id),
  id          TEXT NOT NULL,
  version     BIGINT NOT NULL,
  kind        TEXT NOT NULL,
  direction   TEXT NOT NULL,
  channel     TEXT NOT NULL,
  at          {{ts}} NOT NULL,
  staff_id    TEXT NOT NULL,
  contact_id  TEXT NOT NULL,
  matter_id   TEXT NOT NULL,
  subject     TEXT NOT NULL,
  excerpt     TEXT NOT NULL,
  body        TEXT NOT NULL,
  folded      TEXT NOT NULL,
  seconds     BIGINT NOT NULL,
  outcome     TEXT NOT NULL,
  substantive BOOLEAN NOT NULL,
  why         TEXT NOT NULL,
  auto        BOOLEAN NOT NULL,
  asks        TEXT NOT NULL,
  holding     BOOLEAN NOT NULL,
  settled     BOOLEAN NOT NULL,
  addresses   TEXT NOT NULL,
  message_id  TEXT NOT NULL,
  message_key TEXT NOT NULL,
  thread_key  TEXT NOT NULL,
  raw_sum     TEXT NOT NULL,
  html        BOOLEAN NOT NULL,
  problems    TEXT NOT NULL,
  attachments BIGINT NOT NULL,
  filed_how   TEXT NOT NULL,
  filed_sure  BIGINT NOT NULL,
  source      TEXT NOT NULL,
  created_at  {{ts}} NOT NULL,
  created_by  TEXT NOT NULL,
  changed_at  {{ts}} NOT NULL,
  removed_at  {{ts}},
  removed_by  TEXT NOT NULL,
  removed_why TEXT NOT NULL,
  PRIMARY KEY (firm_id, id)
);
CREATE INDEX timeline_entry_matter ON timeline_entry (firm_id, matter_id, at, id);
CREATE INDEX timeline_entry_thread ON timeline_entry (firm_id, thread_key, at, id);
CREATE INDEX timeline_entry_message ON timeline_entry (firm_id, message_id, id);
CREATE UNIQUE INDEX timeline_entry_once ON timeline_entry (firm_id, message_key) WHERE message_key <> '';

-- Who took part in an entry, and whom we take them for. "at" is the entry's,
-- so that one person's line of time is one range of the index.
CREATE TABLE timeline_person (
  firm_id    TEXT NOT NULL,
  id         TEXT NOT NULL,
  entry_id   TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  at         {{ts}} NOT NULL,
  role       TEXT NOT NULL,
  name       TEXT NOT NULL,
  address    TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, entry_id) REFERENCES timeline_entry (firm_id, id)
);
CREATE INDEX timeline_person_contact ON timeline_person (firm_id, contact_id, at, entry_id);
CREATE INDEX timeline_person_entry ON timeline_person (firm_id, entry_id, contact_id, id);

-- What came with an entry. A file of a mail lies within its raw message.
CREATE TABLE timeline_attachment (
  firm_id    TEXT NOT NULL,
  id         TEXT NOT NULL,
  entry_id   TEXT NOT NULL,
  place      BIGINT NOT NULL,
  name       TEXT NOT NULL,
  type       TEXT NOT NULL,
  size       BIGINT NOT NULL,
  sum        TEXT NOT NULL,
  content_id TEXT NOT NULL,
  inline     BOOLEAN NOT NULL,
  disguised  BOOLEAN NOT NULL,
  raw        BOOLEAN NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, entry_id) REFERENCES timeline_entry (firm_id, id)
);
CREATE INDEX timeline_attachment_entry ON timeline_attachment (firm_id, entry_id, place);

-- The originals of short messages. A long one is kept among the firm's files;
-- a file for each short one would cost more in waiting for the disk than all
-- else that is done with it.
CREATE TABLE timeline_original (
  firm_id TEXT NOT NULL REFERENCES firm (id),
  sum     TEXT NOT NULL,
  data    {{bytes}} NOT NULL,
  PRIMARY KEY (firm_id, sum)
);

-- Each time an entry went from one matter to another, so that it can go back.
CREATE TABLE timeline_move (
  firm_id     TEXT NOT NULL,
  id          TEXT NOT NULL,
  version     BIGINT NOT NULL,
  entry_id    TEXT NOT NULL,
  from_matter TEXT NOT NULL,
  to_matter   TEXT NOT NULL,
  from_how    TEXT NOT NULL,
  from_sure   BIGINT NOT NULL,
  moved_at    {{ts}} NOT NULL,
  moved_by    TEXT NOT NULL,
  undone_at   {{ts}},
  undone_by   TEXT NOT NULL,
  PRIMARY KEY (firm_id, id),
  FOREIGN KEY (firm_id, entry_id) REFERENCES timeline_entry (firm_id, id)
);
CREATE INDEX timeline_move_entry ON timeline_move (firm_id, entry_id, moved_at, id);
