-- +goose Up
-- A report stays as it was signed.
CREATE TRIGGER conflict_report_kept BEFORE UPDATE OR DELETE ON conflict_report
  FOR EACH ROW EXECUTE FUNCTION record_entry_kept();
CREATE TRIGGER conflict_report_stays BEFORE TRUNCATE ON conflict_report
  FOR EACH STATEMENT EXECUTE FUNCTION record_entry_kept();
