-- +goose Up
-- A report stays as it was signed.

-- +goose StatementBegin
CREATE TRIGGER conflict_report_kept BEFORE UPDATE ON conflict_report
BEGIN SELECT RAISE(ABORT, 'a conflict report is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER conflict_report_stays BEFORE DELETE ON conflict_report
BEGIN SELECT RAISE(ABORT, 'a conflict report is never removed'); END;
-- +goose StatementEnd
