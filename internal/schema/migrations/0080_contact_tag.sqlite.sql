-- +goose Up
-- Contacts are found by a tag as by a word of their name. Until a contact is
-- saved again, a tag's accents count.
INSERT INTO contact_key (firm_id, key, contact_id)
SELECT DISTINCT c.firm_id, '#' || lower(t.value), c.id FROM contact AS c, json_each(c.tags) AS t WHERE c.tags LIKE '[%'
ON CONFLICT DO NOTHING;
