-- +goose Up
-- What can be found by one box. num says the kind, the second and a serial, so
-- that going down by num is going back in time within one kind.
CREATE TABLE search_doc (
  num        BIGINT NOT NULL,
  firm_id    TEXT NOT NULL REFERENCES firm (id),
  kind       TEXT NOT NULL,
  id         TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  matter_id  TEXT NOT NULL,
  folded     TEXT NOT NULL,
  at         {{ts}} NOT NULL,
  kept_at    {{ts}} NOT NULL,
  lang       TEXT NOT NULL,
  href       TEXT NOT NULL,
  title      TEXT NOT NULL,
  sub        TEXT NOT NULL,
  body       TEXT NOT NULL,
  PRIMARY KEY (firm_id, kind, id)
);
CREATE UNIQUE INDEX search_doc_num ON search_doc (firm_id, num);
CREATE INDEX search_doc_folded ON search_doc (firm_id, folded, num);
CREATE SEQUENCE search_serial;

-- The words, already folded, each behind a letter for its kind; those of titles
-- also apart, since they are asked first. PostgreSQL uses no text index behind
-- row-level security, since matching a word isn't leakproof; so the words stand
-- outside the fence. Nothing is read from here but the number: every hit is
-- looked up in search_doc, where the fence, the firm and the walls are asked.
--
-- owner is 'of ' and the firm's id. Were it the id itself, the planner would
-- carry the fence's condition over to this table and give up its indexes again.
CREATE TABLE search_index (
  owner TEXT NOT NULL,
  num   BIGINT NOT NULL,
  title TSVECTOR NOT NULL,
  words TSVECTOR NOT NULL,
  PRIMARY KEY (owner, num)
);
-- What waits to be put into a GIN index is read through by every question, so
-- little may wait (kilobytes).
CREATE INDEX search_index_title ON search_index USING gin (title) WITH (gin_pending_list_limit = 256);
CREATE INDEX search_index_words ON search_index USING gin (words) WITH (gin_pending_list_limit = 256);

-- +goose StatementBegin
CREATE FUNCTION search_doc_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_index WHERE owner = 'of ' || OLD.firm_id AND num = OLD.num;
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER search_doc_gone AFTER DELETE OR UPDATE ON search_doc
  FOR EACH ROW EXECUTE FUNCTION search_doc_gone();

-- The words of names, each under itself and under itself less one letter, so
-- that a slip of the pen still finds them.
CREATE TABLE search_spelling (
  firm_id TEXT NOT NULL,
  key     TEXT NOT NULL,
  word    TEXT NOT NULL,
  PRIMARY KEY (firm_id, key, word)
);
