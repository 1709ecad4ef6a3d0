-- Saved views of the list of customers (customers.md 3.5), and with which one each person begins. The key is the number
-- of the change set that made the row: none is given twice.
CREATE TABLE saved_view (
    id bigint PRIMARY KEY,
    owner text COLLATE "C" NOT NULL,    -- who made it, as change sets name people
    name text COLLATE "C" NOT NULL,
    shared bigint NOT NULL,             -- 1: everybody of a team database sees it
    state text COLLATE "C" NOT NULL     -- JSON: condition, search, sort, columns, widths, density
);

CREATE TABLE default_view (
    id bigint PRIMARY KEY,
    owner text COLLATE "C" NOT NULL,
    view_id bigint NOT NULL             -- may be gone
);
