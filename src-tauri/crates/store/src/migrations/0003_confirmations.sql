-- Rows of the library that somebody held against the standard's text. A row that was changed
-- since has another fingerprint, and is not confirmed any more.

INSERT INTO kind (name) VALUES ('confirmation');

CREATE VIEW confirmation AS
SELECT record, body ->> '$.table' AS "table", body ->> '$.row' AS row,
       body ->> '$.fingerprint' AS fingerprint, body ->> '$.by' AS "by",
       body ->> '$.on' AS "on", body ->> '$.document' AS document,
       body ->> '$.clause' AS clause, body ->> '$.sha256' AS sha256,
       body ->> '$.withdrawn.by' AS withdrawn_by, body ->> '$.withdrawn.reason' AS withdrawn_because,
       body
FROM current WHERE kind = 'confirmation';
