-- Who works in the workspace, and who reviewed which state of a diagnosis.

INSERT INTO kind (name) VALUES ('person'), ('sign_off');

CREATE VIEW person AS
SELECT record, body ->> '$.name' AS name, body ->> '$.certificate' AS certificate,
       body ->> '$.auditor' AS auditor, body ->> '$.reviewer' AS reviewer, body
FROM current WHERE kind = 'person';

CREATE VIEW sign_off AS
SELECT record, diagnosis, body ->> '$.by' AS "by", body ->> '$.certificate' AS certificate,
       body ->> '$.at' AS at, body ->> '$.remark' AS remark, body ->> '$.state' AS state, body
FROM current WHERE kind = 'sign_off';
