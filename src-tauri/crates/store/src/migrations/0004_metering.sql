-- What is asked of metering: rows of the table of requirements that a workspace changed.

INSERT INTO kind (name) VALUES ('metering_requirement');

CREATE VIEW metering_requirement AS
SELECT record, body ->> '$.id' AS id, body ->> '$.code' AS code, body ->> '$.level' AS level,
       body ->> '$.operator' AS operator, body ->> '$.value' AS value, body ->> '$.unit' AS unit,
       body ->> '$.source' AS source, body
FROM current WHERE kind = 'metering_requirement';
