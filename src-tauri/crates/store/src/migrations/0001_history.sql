-- The history, the current state that follows from it, and what a person may query.

PRAGMA application_id = 1397249353; -- 'SHUI', so that no other program's file is taken for ours

-- Facts about this copy of the workspace, not about any enterprise.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE kind (
  name TEXT PRIMARY KEY
) STRICT;

INSERT INTO kind (name) VALUES
  ('enterprise'), ('diagnosis'), ('unit'), ('stream'), ('product'), ('meter'), ('reading'),
  ('source_file'), ('import'), ('mapping'), ('photo'), ('answer'), ('finding'), ('measure'),
  ('note'), ('report'), ('quota'), ('limit'), ('setting');

-- One intention of a person. Its id is its hybrid logical clock, so ids sort by time.
CREATE TABLE change (
  id        TEXT PRIMARY KEY,
  diagnosis TEXT,
  device    TEXT NOT NULL,
  author    TEXT NOT NULL,
  time      TEXT NOT NULL,
  label_zh  TEXT NOT NULL,
  label_en  TEXT NOT NULL,
  reason    TEXT NOT NULL,
  undoes    TEXT REFERENCES change (id),
  redoes    TEXT REFERENCES change (id),
  CHECK (undoes IS NULL OR redoes IS NULL)
) STRICT;

CREATE INDEX change_of_diagnosis ON change (diagnosis, id);

-- A record's whole content after a change; no body: deleted. The id is the SHA-256 of
-- the revision's content and its change's.
CREATE TABLE revision (
  id        TEXT PRIMARY KEY,
  record    TEXT NOT NULL,
  kind      TEXT NOT NULL REFERENCES kind (name),
  diagnosis TEXT,
  body      TEXT CHECK (body IS NULL OR json_valid(body)),
  parents   TEXT NOT NULL CHECK (json_valid(parents)),
  change    TEXT NOT NULL REFERENCES change (id),
  UNIQUE (change, record)
) STRICT;

CREATE INDEX revision_of_record ON revision (record, change);

-- What the history leads to; nothing here that the history does not say.
CREATE TABLE current (
  record    TEXT PRIMARY KEY,
  kind      TEXT NOT NULL REFERENCES kind (name),
  diagnosis TEXT,
  body      TEXT NOT NULL CHECK (json_valid(body)),
  revision  TEXT NOT NULL REFERENCES revision (id)
) STRICT;

CREATE INDEX current_of_kind ON current (kind, diagnosis, record);
CREATE INDEX current_of_diagnosis ON current (diagnosis, record);

-- Source files and photos that lie in files/ under their SHA-256.
CREATE TABLE kept_file (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  name   TEXT NOT NULL,
  size   INTEGER NOT NULL
) STRICT;

CREATE TRIGGER change_is_never_updated BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER change_is_never_deleted BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER revision_is_never_updated BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER revision_is_never_deleted BEFORE DELETE ON revision
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER kept_file_is_never_updated BEFORE UPDATE ON kept_file
BEGIN SELECT RAISE(ABORT, 'kept files are append-only'); END;
CREATE TRIGGER kept_file_is_never_deleted BEFORE DELETE ON kept_file
BEGIN SELECT RAISE(ABORT, 'kept files are append-only'); END;

-- The newest revision of every record, deleted ones among them.
CREATE VIEW head AS
SELECT record, kind, diagnosis, body, id AS revision
FROM revision AS r
WHERE change = (SELECT max(change) FROM revision WHERE record = r.record);

-- The history as an office reads it: who changed what, when and why.
CREATE VIEW history AS
SELECT r.record, r.kind, r.diagnosis, c.time, c.author, c.label_zh, c.label_en, c.reason,
       r.body, p.body AS body_before, c.device, c.id AS change, r.id AS revision
FROM revision AS r
JOIN change AS c ON c.id = r.change
LEFT JOIN revision AS p ON p.id = r.parents ->> '$[0]';

CREATE VIEW enterprise AS
SELECT record, diagnosis, body ->> '$.name' AS name, body ->> '$.credit_code' AS credit_code,
       body ->> '$.industry_code' AS industry_code, body ->> '$.industry' AS industry,
       body ->> '$.district' AS district, body ->> '$.address' AS address, body
FROM current WHERE kind = 'enterprise';

CREATE VIEW diagnosis AS
SELECT d.record, d.body ->> '$.enterprise' AS enterprise, e.body ->> '$.name' AS enterprise_name,
       d.body ->> '$.begun' AS begun, d.body ->> '$.auditor' AS auditor,
       d.body ->> '$.period.from' AS period_from, d.body ->> '$.period.to' AS period_to,
       d.body ->> '$.period.operating_days' AS operating_days,
       d.body ->> '$.employees' AS employees, d.body ->> '$.output_value' AS output_value,
       d.body ->> '$.added_value' AS added_value, d.body
FROM current AS d
LEFT JOIN current AS e ON e.record = d.body ->> '$.enterprise'
WHERE d.kind = 'diagnosis';

CREATE VIEW unit AS
SELECT record, diagnosis, body ->> '$.id' AS id, body ->> '$.name' AS name,
       body ->> '$.category' AS category, body ->> '$.parent' AS parent,
       body ->> '$.role' AS role, body ->> '$.system' AS system,
       body ->> '$.of_which' AS of_which, body
FROM current WHERE kind = 'unit';

CREATE VIEW stream AS
SELECT record, diagnosis, body ->> '$.from' AS "from", body ->> '$.to' AS "to",
       body ->> '$.figure.value' AS volume_m3_per_day, body ->> '$.figure.basis' AS basis,
       body ->> '$.figure.origin' AS origin, body
FROM current WHERE kind = 'stream';

CREATE VIEW product AS
SELECT record, diagnosis, body ->> '$.name' AS name, body ->> '$.output' AS output,
       body ->> '$.unit' AS unit, body ->> '$.quota' AS quota, body ->> '$.share' AS share, body
FROM current WHERE kind = 'product';

CREATE VIEW meter AS
SELECT record, diagnosis, body ->> '$.number' AS number, body ->> '$.level' AS level,
       body ->> '$.location' AS location, body ->> '$.measures' AS measures,
       body ->> '$.accuracy' AS accuracy, body ->> '$.valid_until' AS valid_until,
       body ->> '$.online' AS online, body ->> '$.state' AS state, body
FROM current WHERE kind = 'meter';

CREATE VIEW source_file AS
SELECT c.record, c.diagnosis, c.body ->> '$.name' AS name, c.body ->> '$.sha256' AS sha256,
       k.size AS size, c.body
FROM current AS c
LEFT JOIN kept_file AS k ON k.sha256 = c.body ->> '$.sha256'
WHERE c.kind = 'source_file';

CREATE VIEW quota AS
SELECT record, body ->> '$.id' AS id, body ->> '$.kind' AS kind,
       body ->> '$.standard' AS standard, body ->> '$.title' AS title,
       body ->> '$.region' AS region, body ->> '$.industry' AS industry,
       body ->> '$.product' AS product, body ->> '$.unit' AS unit,
       body ->> '$.levels.leading' AS leading, body ->> '$.levels.advanced' AS advanced,
       body ->> '$.levels.general' AS general, body ->> '$.source' AS source,
       body ->> '$.confirmed.by' AS confirmed_by, body ->> '$.confirmed.on' AS confirmed_on, body
FROM current WHERE kind = 'quota';

CREATE VIEW setting AS
SELECT record, body ->> '$.key' AS key, body -> '$.value' AS value
FROM current WHERE kind = 'setting';
