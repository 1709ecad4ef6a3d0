-- A workspace: websites, store views, groups, customers, addresses, attributes, findings, change sets, sources.
-- Instants are bigint milliseconds UTC, calendar dates ISO text, booleans 0/1. '' is an empty cell, NULL a column
-- that no file brought (typed columns: no value; the source's header tells absent from empty).
-- Constraints are named so that a violation can be told to a person.

-- Text whose order and equality are those of its bytes, whatever the server's locale.
CREATE DOMAIN verbatim AS text COLLATE "C";

CREATE TABLE website (
    id bigint PRIMARY KEY,
    code verbatim,                      -- NULL: known by name only
    name verbatim,                      -- NULL: the code is shown
    website_id bigint,                  -- the shop's number, where a file shows it
    default_store_code verbatim,        -- `_store` of an export: the default view's code
    time_zone verbatim NOT NULL DEFAULT 'UTC',
    currency verbatim,
    change_set_id bigint,               -- learned by this change set
    CONSTRAINT website_code UNIQUE (code)
);

CREATE TABLE store_view (
    id bigint PRIMARY KEY,
    website_id bigint NOT NULL,
    store_id bigint NOT NULL,           -- the shop's number; 0 is the admin view
    name verbatim,                      -- most frequent created_in is a hint only
    code verbatim,                      -- known where the website shows a single store_id
    change_set_id bigint,
    CONSTRAINT store_view_number UNIQUE (website_id, store_id),
    CONSTRAINT store_view_website FOREIGN KEY (website_id) REFERENCES website (id)
);

CREATE TABLE customer_group (
    id bigint PRIMARY KEY,              -- the shop's number
    code verbatim,                      -- the group's name; NULL reads "Group 4"
    change_set_id bigint
);

-- A custom attribute. Its values stand in column attr_<id> of customer or address, added when the attribute is
-- learned: one scan answers a condition on it, and a row is read in one piece.
CREATE TABLE attribute (
    id bigint PRIMARY KEY,
    entity verbatim NOT NULL,
    code verbatim NOT NULL,
    type verbatim NOT NULL,
    change_set_id bigint,
    CONSTRAINT attribute_code UNIQUE (entity, code),
    CONSTRAINT attribute_entity CHECK (entity IN ('customer', 'address'))
);

CREATE TABLE customer (
    id bigint PRIMARY KEY,              -- the workspace's own key, in order of entry
    website_id bigint NOT NULL,
    email verbatim NOT NULL,
    entity_id bigint,                   -- the shop's number; no A file brings it
    store_id bigint,
    default_store_code verbatim,        -- the `_store` cell
    created_in verbatim,
    prefix verbatim,
    firstname verbatim,
    middlename verbatim,
    lastname verbatim,
    suffix verbatim,
    group_id bigint,
    dob verbatim,
    taxvat verbatim,
    confirmation bigint,
    created_at bigint,
    gender verbatim,
    disable_auto_group_change verbatim,
    updated_at bigint,
    failures_num bigint,
    first_failure bigint,
    lock_expires bigint,
    reward_update_notification verbatim,
    reward_warning_notification verbatim,
    shop_website_id bigint,             -- the website_id cell, kept as the file has it
    source_id bigint NOT NULL,
    line bigint NOT NULL,
    row bigint NOT NULL,
    change_set_id bigint NOT NULL       -- entered with
);

CREATE TABLE address (
    id bigint PRIMARY KEY,
    customer_id bigint,                 -- NULL: its customer is not here (yet)
    website_code verbatim NOT NULL,     -- the owner as the file names it
    email verbatim NOT NULL,
    entity_id bigint,
    city verbatim,
    company verbatim,
    country_id verbatim,
    fax verbatim,
    firstname verbatim,
    lastname verbatim,
    middlename verbatim,
    postcode verbatim,
    prefix verbatim,
    region verbatim,
    region_id bigint,
    street verbatim,
    suffix verbatim,
    telephone verbatim,
    vat_id verbatim,
    vat_is_valid verbatim,
    vat_request_date verbatim,
    vat_request_id verbatim,
    vat_request_success verbatim,
    default_billing verbatim,           -- the flag cells as the file has them
    default_shipping verbatim,
    is_billing bigint NOT NULL,         -- 1: the default billing address of its customer
    is_shipping bigint NOT NULL,
    source_id bigint NOT NULL,
    line bigint NOT NULL,
    row bigint NOT NULL,
    change_set_id bigint NOT NULL
);

-- Cells whose canonical writing differs from the text of the file (data-formats.md 16.1 rule 3).
CREATE TABLE raw_cell (
    entity verbatim NOT NULL,
    record_id bigint NOT NULL,
    column_code verbatim NOT NULL,
    text verbatim NOT NULL,
    CONSTRAINT raw_cell_key PRIMARY KEY (entity, record_id, column_code)
);

CREATE TABLE subscription (
    id bigint PRIMARY KEY,
    customer_id bigint,
    website_id bigint NOT NULL,
    email verbatim NOT NULL,
    status verbatim NOT NULL,
    source_id bigint NOT NULL,
    change_set_id bigint NOT NULL
);

-- A file that was read: the import history. An act that changed nothing has no change set.
CREATE TABLE source (
    id bigint PRIMARY KEY,
    import_id bigint NOT NULL,          -- files opened together share it
    name verbatim NOT NULL,
    path verbatim,
    kind verbatim NOT NULL,
    sha256 verbatim NOT NULL,
    bytes bigint NOT NULL,
    columns verbatim NOT NULL,          -- JSON object: header cells kept, with their number of filled cells
    dialect verbatim NOT NULL,          -- JSON: encoding, separator, ...
    rows bigint NOT NULL,
    created bigint NOT NULL,
    changed bigint NOT NULL,
    unchanged bigint NOT NULL,
    refused bigint NOT NULL,
    actor verbatim NOT NULL,
    at bigint NOT NULL,
    change_set_id bigint                -- NULL: nothing changed
);

CREATE TABLE finding (
    id bigint PRIMARY KEY,
    source_id bigint NOT NULL,
    code verbatim NOT NULL,
    severity verbatim NOT NULL,
    line bigint NOT NULL,
    row bigint NOT NULL,
    column_code verbatim,
    value verbatim,
    customer_id bigint,
    address_id bigint
);

CREATE TABLE change_set (
    id bigint PRIMARY KEY,              -- numbered from 1 without gaps
    kind verbatim NOT NULL,             -- import, undo, setting
    actor verbatim NOT NULL,
    at bigint NOT NULL,
    reason verbatim,
    summary verbatim NOT NULL,          -- JSON: counts, source names and hashes
    undoes bigint,                      -- the change set that this one takes back
    undone_by bigint,                   -- not part of the hash: it is written later
    predecessor bytea NOT NULL,         -- 32 bytes, zero for the first
    hash bytea NOT NULL
);

-- A thousand log records of a change set: one salted SHA-256 each. The salts derive from the chunk's secret, so that
-- a person is erased by replacing the secret with the salts of the others, without breaking the chain.
CREATE TABLE change_log (
    change_set_id bigint NOT NULL,
    chunk bigint NOT NULL,
    entity verbatim NOT NULL,           -- customer (addresses included), address (kept without customer), website, ...
    ids bytea NOT NULL,                 -- record keys, little-endian u32 each
    secret bytea NOT NULL,
    hashes bytea NOT NULL,              -- 32 bytes a record
    CONSTRAINT change_log_key PRIMARY KEY (change_set_id, chunk)
);

CREATE TABLE setting (
    key verbatim PRIMARY KEY,
    value verbatim NOT NULL
);
