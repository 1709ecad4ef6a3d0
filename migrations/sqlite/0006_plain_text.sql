-- Text has no other type here; the number keeps step with that of servers.
SELECT 1;
