-- Every kind of file: what the customers grid shows, subscribers, orders, balances.

-- Full name, confirmation and lock as the grid has them; no file A brings them.
ALTER TABLE customer ADD COLUMN name TEXT;
ALTER TABLE customer ADD COLUMN is_confirmed INTEGER;  -- 0: no confirmation was asked for
ALTER TABLE customer ADD COLUMN is_locked INTEGER;     -- when the grid was exported
-- The shop's label, where a grid shows it. A customer_group with a negative id is known by its name only.
ALTER TABLE attribute ADD COLUMN label TEXT;

-- A newsletter subscription (data-formats.md 11.1); guests have no customer.
DROP TABLE subscription;
CREATE TABLE subscription (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER,
    website_id INTEGER,                 -- NULL in single-store mode
    email TEXT NOT NULL,
    subscriber_id INTEGER,              -- the shop's number
    type TEXT,
    firstname TEXT,
    lastname TEXT,
    status TEXT,
    website_name TEXT,
    store_name TEXT,
    store_view_name TEXT,
    source_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    row INTEGER NOT NULL,
    change_set_id INTEGER NOT NULL
) STRICT;

-- An order (data-formats.md 11.2); money in ten-thousandths. A guest's order has no customer.
CREATE TABLE sales_order (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER,
    website_id INTEGER,                 -- NULL: its purchase point names no website known here
    increment_id TEXT NOT NULL,
    purchase_point TEXT,
    purchase_date INTEGER,
    bill_to_name TEXT,
    ship_to_name TEXT,
    grand_total_base INTEGER,
    grand_total_purchased INTEGER,
    status TEXT,
    billing_address TEXT,
    shipping_address TEXT,
    shipping_information TEXT,
    customer_email TEXT,
    customer_group TEXT,
    subtotal INTEGER,
    shipping_and_handling INTEGER,
    customer_name TEXT,
    payment_method TEXT,
    total_refunded INTEGER,
    other TEXT,                         -- JSON object: columns of installed modules by their labels
    source_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    row INTEGER NOT NULL,
    change_set_id INTEGER NOT NULL
) STRICT;

-- Store credit and reward points of a customer in a website (data-formats.md section 8).
CREATE TABLE balance (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER,                -- NULL: its customer is not here (yet)
    website_code TEXT NOT NULL,         -- the owner as the file names it
    email TEXT NOT NULL,
    finance_website TEXT NOT NULL,      -- code of the website whose balances these are
    store_credit INTEGER,               -- ten-thousandths of its base currency
    reward_points INTEGER,
    source_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    row INTEGER NOT NULL,
    change_set_id INTEGER NOT NULL
) STRICT;

CREATE INDEX subscription_email ON subscription (email COLLATE NOCASE);
CREATE INDEX subscription_customer ON subscription (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX sales_order_number ON sales_order (increment_id);
CREATE INDEX sales_order_customer ON sales_order (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX balance_email ON balance (email COLLATE NOCASE);
CREATE INDEX balance_customer ON balance (customer_id) WHERE customer_id IS NOT NULL;

-- Changes of every kind of record; `after` is JSON null where the record was deleted, `before` where it came.
ALTER TABLE change RENAME TO change_before_5;
DROP INDEX change_record;
DROP INDEX change_change_set;
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    change_set_id INTEGER NOT NULL,
    entity TEXT NOT NULL,               -- the table
    record_id INTEGER NOT NULL,
    source_id INTEGER,                  -- the file and the line that said so
    line INTEGER,
    before TEXT NOT NULL,               -- JSON objects
    after TEXT NOT NULL
) STRICT;
INSERT INTO change SELECT * FROM change_before_5;
DROP TABLE change_before_5;
CREATE INDEX change_record ON change (entity, record_id);
CREATE INDEX change_change_set ON change (change_set_id);
