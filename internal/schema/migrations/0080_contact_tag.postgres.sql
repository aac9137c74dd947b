-- +goose Up
-- Contacts are found by a tag as by a word of their name. Until a contact is
-- saved again, a tag's accents count.
ALTER TABLE contact NO FORCE ROW LEVEL SECURITY; -- or the owner would see no rows
ALTER TABLE contact_key NO FORCE ROW LEVEL SECURITY;
INSERT INTO contact_key (firm_id, key, contact_id)
SELECT DISTINCT c.firm_id, '#' || lower(t.value), c.id FROM contact AS c, json_array_elements_text(CAST(c.tags AS json)) AS t WHERE c.tags LIKE '[%'
ON CONFLICT DO NOTHING;
ALTER TABLE contact FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_key FORCE ROW LEVEL SECURITY;
