-- Who did what: rows are only ever appended. Each row's hash covers the row and the hash of the row before it.
CREATE TABLE audit (
  -- 1, 2, 3 … without a gap.
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  -- 'account', 'operator' or 'nobody'.
  actor TEXT NOT NULL,
  account_id TEXT,
  device_id TEXT,
  address TEXT,
  subject_id TEXT,
  room_id TEXT,
  kind TEXT NOT NULL,
  -- JSON.
  details TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  -- SHA-256, hexadecimal.
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_account ON audit (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX audit_by_subject ON audit (subject_id) WHERE subject_id IS NOT NULL;
CREATE INDEX audit_by_kind ON audit (kind);

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only appended to'); END;
CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only appended to'); END;

-- Of the last row that was written, from which the chain goes on: rows that are cut off the end stay missing.
ALTER TABLE meta ADD COLUMN audit_number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE meta ADD COLUMN audit_hash TEXT NOT NULL DEFAULT '';

-- INSERT OR REPLACE would remove a row without asking the trigger above.
CREATE TRIGGER audit_has_no_gap BEFORE INSERT ON audit
WHEN NEW.number IS NOT (SELECT max(audit_number, (SELECT coalesce(max(number), 0) FROM audit)) + 1 FROM meta)
BEGIN SELECT RAISE(ABORT, 'the audit log is only appended to'); END;
