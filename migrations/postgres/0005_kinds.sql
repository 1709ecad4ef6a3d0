-- Every kind of file: what the customers grid shows, subscribers, orders, balances.

-- Full name, confirmation and lock as the grid has them; no file A brings them.
ALTER TABLE customer ADD COLUMN name verbatim;
ALTER TABLE customer ADD COLUMN is_confirmed bigint;   -- 0: no confirmation was asked for
ALTER TABLE customer ADD COLUMN is_locked bigint;      -- when the grid was exported
-- The shop's label, where a grid shows it. A customer_group with a negative id is known by its name only.
ALTER TABLE attribute ADD COLUMN label verbatim;

-- A newsletter subscription (data-formats.md 11.1); guests have no customer.
DROP TABLE subscription;
CREATE TABLE subscription (
    id bigint PRIMARY KEY,
    customer_id bigint,
    website_id bigint,                  -- NULL in single-store mode
    email verbatim NOT NULL,
    subscriber_id bigint,               -- the shop's number
    type verbatim,
    firstname verbatim,
    lastname verbatim,
    status verbatim,
    website_name verbatim,
    store_name verbatim,
    store_view_name verbatim,
    source_id bigint NOT NULL,
    line bigint NOT NULL,
    row bigint NOT NULL,
    change_set_id bigint NOT NULL
);

-- An order (data-formats.md 11.2); money in ten-thousandths. A guest's order has no customer.
CREATE TABLE sales_order (
    id bigint PRIMARY KEY,
    customer_id bigint,
    website_id bigint,                  -- NULL: its purchase point names no website known here
    increment_id verbatim NOT NULL,
    purchase_point verbatim,
    purchase_date bigint,
    bill_to_name verbatim,
    ship_to_name verbatim,
    grand_total_base bigint,
    grand_total_purchased bigint,
    status verbatim,
    billing_address verbatim,
    shipping_address verbatim,
    shipping_information verbatim,
    customer_email verbatim,
    customer_group verbatim,
    subtotal bigint,
    shipping_and_handling bigint,
    customer_name verbatim,
    payment_method verbatim,
    total_refunded bigint,
    other verbatim,                     -- JSON object: columns of installed modules by their labels
    source_id bigint NOT NULL,
    line bigint NOT NULL,
    row bigint NOT NULL,
    change_set_id bigint NOT NULL
);

-- Store credit and reward points of a customer in a website (data-formats.md section 8).
CREATE TABLE balance (
    id bigint PRIMARY KEY,
    customer_id bigint,                 -- NULL: its customer is not here (yet)
    website_code verbatim NOT NULL,     -- the owner as the file names it
    email verbatim NOT NULL,
    finance_website verbatim NOT NULL,  -- code of the website whose balances these are
    store_credit bigint,                -- ten-thousandths of its base currency
    reward_points bigint,
    source_id bigint NOT NULL,
    line bigint NOT NULL,
    row bigint NOT NULL,
    change_set_id bigint NOT NULL
);

CREATE INDEX subscription_email ON subscription (lower(email COLLATE "C"));
CREATE INDEX subscription_customer ON subscription (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX sales_order_number ON sales_order (increment_id);
CREATE INDEX sales_order_customer ON sales_order (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX balance_email ON balance (lower(email COLLATE "C"));
CREATE INDEX balance_customer ON balance (customer_id) WHERE customer_id IS NOT NULL;

-- Changes of every kind of record; `after` is JSON null where the record was deleted, `before` where it came.
ALTER TABLE change RENAME TO change_before_5;
DROP INDEX change_record;
DROP INDEX change_change_set;
CREATE TABLE change (
    id bigint PRIMARY KEY,
    change_set_id bigint NOT NULL,
    entity verbatim NOT NULL,           -- the table
    record_id bigint NOT NULL,
    source_id bigint,                   -- the file and the line that said so
    line bigint,
    before verbatim NOT NULL,           -- JSON objects
    after verbatim NOT NULL
);
INSERT INTO change SELECT * FROM change_before_5;
DROP TABLE change_before_5;
CREATE INDEX change_record ON change (entity, record_id);
CREATE INDEX change_change_set ON change (change_set_id);
