-- The keys that joins need. A load into an empty workspace drops and makes them again inside its transaction.
-- E-mails of a website are compared without ASCII case (data-formats.md 4.2).
CREATE UNIQUE INDEX customer_email_website ON customer (lower(email COLLATE "C"), website_id);
CREATE INDEX address_customer ON address (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX address_alone ON address (lower(email COLLATE "C")) WHERE customer_id IS NULL;
CREATE INDEX finding_customer ON finding (customer_id) WHERE customer_id IS NOT NULL;
