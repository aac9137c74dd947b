-- +goose Up
-- What can be found by one box. num says the kind, the second and a serial, so
-- that going down by num is going back in time within one kind.
CREATE TABLE search_doc (
  num        INTEGER PRIMARY KEY,
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
  body       TEXT NOT NULL
);
CREATE UNIQUE INDEX search_doc_id ON search_doc (firm_id, kind, id);
CREATE INDEX search_doc_folded ON search_doc (firm_id, folded, num);

-- The words, already folded and parted by blanks; those of titles also apart,
-- since they are asked first and half typed. Each word stands behind a letter
-- for its kind, so the prefixes are one longer than what is typed. Nothing is
-- read from here but the number: every hit is looked up in search_doc, where
-- the firm and the walls are asked.
CREATE VIRTUAL TABLE search_index USING fts5(
  title, body, content = '', contentless_delete = 1, prefix = '5', tokenize = 'ascii'
);
CREATE VIRTUAL TABLE search_title USING fts5(
  title, content = '', contentless_delete = 1, prefix = '3 4 5 6 7', tokenize = 'ascii'
);

-- +goose StatementBegin
CREATE TRIGGER search_doc_gone AFTER DELETE ON search_doc
BEGIN
  DELETE FROM search_index WHERE rowid = OLD.num;
  DELETE FROM search_title WHERE rowid = OLD.num;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER search_doc_changed BEFORE UPDATE ON search_doc
BEGIN
  DELETE FROM search_index WHERE rowid = OLD.num;
  DELETE FROM search_title WHERE rowid = OLD.num;
END;
-- +goose StatementEnd

-- The words of names, each under itself and under itself less one letter, so
-- that a slip of the pen still finds them.
CREATE TABLE search_spelling (
  firm_id TEXT NOT NULL,
  key     TEXT NOT NULL,
  word    TEXT NOT NULL,
  PRIMARY KEY (firm_id, key, word)
) WITHOUT ROWID;
