-- The tables that come along beside a balance: use over years and months, equipment, the
-- quality of water. Readings of meters have been a kind from the beginning.

INSERT INTO kind (name) VALUES ('use_period'), ('equipment'), ('quality_sample');

CREATE VIEW use_period AS
SELECT record, diagnosis, body ->> '$.from' AS "from", body ->> '$.to' AS "to",
       body ->> '$.counted' AS counted, body ->> '$.amount' AS amount,
       body ->> '$.meter' AS meter, body ->> '$.origin' AS origin, body
FROM current WHERE kind = 'use_period';

CREATE VIEW reading AS
SELECT record, diagnosis, body ->> '$.meter' AS meter, body ->> '$.date' AS date,
       body ->> '$.time' AS time, body ->> '$.value' AS value_m3,
       body ->> '$.multiplier' AS multiplier, body ->> '$.previous' AS previous_m3,
       body ->> '$.previous_date' AS previous_date, body ->> '$.stated' AS stated_m3, body
FROM current WHERE kind = 'reading';

CREATE VIEW equipment AS
SELECT record, diagnosis, body ->> '$.name' AS name, body ->> '$.model' AS model,
       body ->> '$.count' AS count, body ->> '$.location' AS location,
       body ->> '$.purpose' AS purpose, body ->> '$.hours' AS hours,
       body ->> '$.water_saving' AS water_saving, body ->> '$.retired' AS retired,
       body ->> '$.state' AS state, body
FROM current WHERE kind = 'equipment';

CREATE VIEW quality_sample AS
SELECT record, diagnosis, body ->> '$.point' AS point, body ->> '$.date' AS date,
       body ->> '$.parameter' AS parameter, body ->> '$.name' AS name,
       body ->> '$.value' AS value, body ->> '$.written' AS written,
       body ->> '$.unit' AS unit, body
FROM current WHERE kind = 'quality_sample';
