-- What a change set made of records that were here before: the columns whose values it changed, as they were and as
-- they became, by the store's names; cells of raw_cell under "raw". Kept when the change set is undone.
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    change_set_id INTEGER NOT NULL,
    entity TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    source_id INTEGER,                  -- the file and the line that said so
    line INTEGER,
    before TEXT NOT NULL,               -- JSON objects
    after TEXT NOT NULL,
    CONSTRAINT change_entity CHECK (entity IN ('customer', 'address'))
) STRICT;
CREATE INDEX change_record ON change (entity, record_id);
CREATE INDEX change_change_set ON change (change_set_id);

-- The change set that brought other findings in its place; NULL while it holds.
ALTER TABLE finding ADD COLUMN gone_with INTEGER;
