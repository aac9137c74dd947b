-- +goose Up
-- What was sealed stays as it was sealed.

-- +goose StatementBegin
CREATE TRIGGER record_leaf_kept BEFORE UPDATE ON record_leaf
BEGIN SELECT RAISE(ABORT, 'the sealed log is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER record_leaf_stays BEFORE DELETE ON record_leaf
BEGIN SELECT RAISE(ABORT, 'the sealed log is never shortened'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER record_hash_kept BEFORE UPDATE ON record_hash
BEGIN SELECT RAISE(ABORT, 'the sealed log is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER record_hash_stays BEFORE DELETE ON record_hash
BEGIN SELECT RAISE(ABORT, 'the sealed log is never shortened'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER record_checkpoint_kept BEFORE UPDATE ON record_checkpoint
BEGIN SELECT RAISE(ABORT, 'the sealed log is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER record_checkpoint_stays BEFORE DELETE ON record_checkpoint
BEGIN SELECT RAISE(ABORT, 'the sealed log is never shortened'); END;
-- +goose StatementEnd
