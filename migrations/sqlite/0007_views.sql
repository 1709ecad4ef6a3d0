-- Saved views of the list of customers (customers.md 3.5), and with which one each person begins. The key is the number
-- of the change set that made the row: none is given twice.
CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,                -- who made it, as change sets name people
    name TEXT NOT NULL,
    shared INTEGER NOT NULL,            -- 1: everybody of a team database sees it
    state TEXT NOT NULL                 -- JSON: condition, search, sort, columns, widths, density
) STRICT;

CREATE TABLE default_view (
    id INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    view_id INTEGER NOT NULL            -- may be gone
) STRICT;
