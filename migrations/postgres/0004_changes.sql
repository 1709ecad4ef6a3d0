-- What a change set made of records that were here before: the columns whose values it changed, as they were and as
-- they became, by the store's names; cells of raw_cell under "raw". Kept when the change set is undone.
CREATE TABLE change (
    id bigint PRIMARY KEY,
    change_set_id bigint NOT NULL,
    entity verbatim NOT NULL,
    record_id bigint NOT NULL,
    source_id bigint,                   -- the file and the line that said so
    line bigint,
    before verbatim NOT NULL,           -- JSON objects
    after verbatim NOT NULL,
    CONSTRAINT change_entity CHECK (entity IN ('customer', 'address'))
);
CREATE INDEX change_record ON change (entity, record_id);
CREATE INDEX change_change_set ON change (change_set_id);

-- The change set that brought other findings in its place; NULL while it holds.
ALTER TABLE finding ADD COLUMN gone_with bigint;
