-- A workspace: websites, store views, groups, customers, addresses, attributes, findings, change sets, sources.
-- Instants are INTEGER milliseconds UTC, calendar dates TEXT ISO, booleans 0/1. '' is an empty cell, NULL a column
-- that no file brought (typed columns: no value; the source's header tells absent from empty).
-- Constraints are named so that a violation can be told to a person.

CREATE TABLE website (
    id INTEGER PRIMARY KEY,
    code TEXT,                          -- NULL: known by name only
    name TEXT,                          -- NULL: the code is shown
    website_id INTEGER,                 -- the shop's number, where a file shows it
    default_store_code TEXT,            -- `_store` of an export: the default view's code
    time_zone TEXT NOT NULL DEFAULT 'UTC',
    currency TEXT,
    change_set_id INTEGER,              -- learned by this change set
    CONSTRAINT website_code UNIQUE (code)
) STRICT;

CREATE TABLE store_view (
    id INTEGER PRIMARY KEY,
    website_id INTEGER NOT NULL,
    store_id INTEGER NOT NULL,          -- the shop's number; 0 is the admin view
    name TEXT,                          -- most frequent created_in is a hint only
    code TEXT,                          -- known where the website shows a single store_id
    change_set_id INTEGER,
    CONSTRAINT store_view_number UNIQUE (website_id, store_id),
    CONSTRAINT store_view_website FOREIGN KEY (website_id) REFERENCES website (id)
) STRICT;

CREATE TABLE customer_group (
    id INTEGER PRIMARY KEY,             -- the shop's number
    code TEXT,                          -- the group's name; NULL reads "Group 4"
    change_set_id INTEGER
) STRICT;

-- A custom attribute. Its values stand in column attr_<id> of customer or address, added when the attribute is
-- learned: one scan answers a condition on it, and a row is read in one piece.
CREATE TABLE attribute (
    id INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    code TEXT NOT NULL,
    type TEXT NOT NULL,
    change_set_id INTEGER,
    CONSTRAINT attribute_code UNIQUE (entity, code),
    CONSTRAINT attribute_entity CHECK (entity IN ('customer', 'address'))
) STRICT;

CREATE TABLE customer (
    id INTEGER PRIMARY KEY,             -- the workspace's own key, in order of entry
    website_id INTEGER NOT NULL,
    email TEXT NOT NULL,
    entity_id INTEGER,                  -- the shop's number; no A file brings it
    store_id INTEGER,
    default_store_code TEXT,            -- the `_store` cell
    created_in TEXT,
    prefix TEXT,
    firstname TEXT,
    middlename TEXT,
    lastname TEXT,
    suffix TEXT,
    group_id INTEGER,
    dob TEXT,
    taxvat TEXT,
    confirmation INTEGER,
    created_at INTEGER,
    gender TEXT,
    disable_auto_group_change TEXT,
    updated_at INTEGER,
    failures_num INTEGER,
    first_failure INTEGER,
    lock_expires INTEGER,
    reward_update_notification TEXT,
    reward_warning_notification TEXT,
    shop_website_id INTEGER,            -- the website_id cell, kept as the file has it
    source_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    row INTEGER NOT NULL,
    change_set_id INTEGER NOT NULL      -- entered with
) STRICT;

CREATE TABLE address (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER,                -- NULL: its customer is not here (yet)
    website_code TEXT NOT NULL,         -- the owner as the file names it
    email TEXT NOT NULL,
    entity_id INTEGER,
    city TEXT,
    company TEXT,
    country_id TEXT,
    fax TEXT,
    firstname TEXT,
    lastname TEXT,
    middlename TEXT,
    postcode TEXT,
    prefix TEXT,
    region TEXT,
    region_id INTEGER,
    street TEXT,
    suffix TEXT,
    telephone TEXT,
    vat_id TEXT,
    vat_is_valid TEXT,
    vat_request_date TEXT,
    vat_request_id TEXT,
    vat_request_success TEXT,
    default_billing TEXT,               -- the flag cells as the file has them
    default_shipping TEXT,
    is_billing INTEGER NOT NULL,        -- 1: the default billing address of its customer
    is_shipping INTEGER NOT NULL,
    source_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    row INTEGER NOT NULL,
    change_set_id INTEGER NOT NULL
) STRICT;

-- Cells whose canonical writing differs from the text of the file (data-formats.md 16.1 rule 3).
CREATE TABLE raw_cell (
    entity TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    column_code TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT raw_cell_key PRIMARY KEY (entity, record_id, column_code)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscription (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER,
    website_id INTEGER NOT NULL,
    email TEXT NOT NULL,
    status TEXT NOT NULL,
    source_id INTEGER NOT NULL,
    change_set_id INTEGER NOT NULL
) STRICT;

-- A file that was read: the import history. An act that changed nothing has no change set.
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL,         -- files opened together share it
    name TEXT NOT NULL,
    path TEXT,
    kind TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    columns TEXT NOT NULL,              -- JSON object: header cells kept, with their number of filled cells
    dialect TEXT NOT NULL,              -- JSON: encoding, separator, ...
    rows INTEGER NOT NULL,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL,
    change_set_id INTEGER               -- NULL: nothing changed
) STRICT;

CREATE TABLE finding (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    line INTEGER NOT NULL,
    row INTEGER NOT NULL,
    column_code TEXT,
    value TEXT,
    customer_id INTEGER,
    address_id INTEGER
) STRICT;

CREATE TABLE change_set (
    id INTEGER PRIMARY KEY,             -- numbered from 1 without gaps
    kind TEXT NOT NULL,                 -- import, undo, setting
    actor TEXT NOT NULL,
    at INTEGER NOT NULL,
    reason TEXT,
    summary TEXT NOT NULL,              -- JSON: counts, source names and hashes
    undoes INTEGER,                     -- the change set that this one takes back
    undone_by INTEGER,                  -- not part of the hash: it is written later
    predecessor BLOB NOT NULL,          -- 32 bytes, zero for the first
    hash BLOB NOT NULL
) STRICT;

-- A thousand log records of a change set: one salted SHA-256 each. The salts derive from the chunk's secret, so that
-- a person is erased by replacing the secret with the salts of the others, without breaking the chain.
CREATE TABLE change_log (
    change_set_id INTEGER NOT NULL,
    chunk INTEGER NOT NULL,
    entity TEXT NOT NULL,               -- customer (addresses included), address (kept without customer), website, ...
    ids BLOB NOT NULL,                  -- record keys, little-endian u32 each
    secret BLOB NOT NULL,
    hashes BLOB NOT NULL,               -- 32 bytes a record
    CONSTRAINT change_log_key PRIMARY KEY (change_set_id, chunk)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
