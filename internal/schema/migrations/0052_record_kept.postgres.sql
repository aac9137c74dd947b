-- +goose Up
-- What was sealed stays as it was sealed, and nothing of the trail is emptied
-- at one stroke.
CREATE TRIGGER record_leaf_kept BEFORE UPDATE OR DELETE ON record_leaf
  FOR EACH ROW EXECUTE FUNCTION record_entry_kept();
CREATE TRIGGER record_hash_kept BEFORE UPDATE OR DELETE ON record_hash
  FOR EACH ROW EXECUTE FUNCTION record_entry_kept();
CREATE TRIGGER record_checkpoint_kept BEFORE UPDATE OR DELETE ON record_checkpoint
  FOR EACH ROW EXECUTE FUNCTION record_entry_kept();
CREATE TRIGGER record_entry_stays BEFORE TRUNCATE ON record_entry
  FOR EACH STATEMENT EXECUTE FUNCTION record_entry_kept();
CREATE TRIGGER record_leaf_stays BEFORE TRUNCATE ON record_leaf
  FOR EACH STATEMENT EXECUTE FUNCTION record_entry_kept();
CREATE TRIGGER record_hash_stays BEFORE TRUNCATE ON record_hash
  FOR EACH STATEMENT EXECUTE FUNCTION record_entry_kept();
CREATE TRIGGER record_checkpoint_stays BEFORE TRUNCATE ON record_checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION record_entry_kept();
