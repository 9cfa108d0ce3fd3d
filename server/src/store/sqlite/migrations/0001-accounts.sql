-- People, their devices, and how they sign in. Times are milliseconds since 1970-01-01 UTC.
-- better-auth reads and writes accounts (its "user"), devices ("session"), credentials ("account") and verifications.

CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('admin', 'student')),
  name TEXT NOT NULL,
  -- The name folded for searching and ordering, since SQLite folds ASCII only.
  name_key TEXT NOT NULL,
  -- In lower case.
  email TEXT NOT NULL UNIQUE,
  roll_id TEXT,
  -- The roll ID folded, so that it is unique without regard to case.
  roll_id_key TEXT UNIQUE,
  class_name TEXT,
  -- JSON: DisplaySettings.
  settings TEXT NOT NULL DEFAULT '{"theme":"system","sound":true}',
  created_at INTEGER NOT NULL,
  first_signed_in_at INTEGER,
  last_seen_at INTEGER,
  deactivated_at INTEGER
) STRICT;

CREATE INDEX accounts_by_name ON accounts (name_key, id);

CREATE TABLE devices (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('browser', 'program')),
  name TEXT NOT NULL,
  -- SHA-256 of the token, base64url: who reads the database can sign in nowhere.
  token_hash TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  -- Set in the transaction that ends the device; the row goes once those who listen are told.
  ended TEXT CHECK (ended IN ('signed-out', 'deactivated'))
) STRICT;

CREATE INDEX devices_by_account ON devices (account_id);
CREATE INDEX devices_by_expiry ON devices (expires_at);
CREATE INDEX devices_ended ON devices (ended) WHERE ended IS NOT NULL;

CREATE TABLE credentials (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  -- 'credential': a password.
  provider_id TEXT NOT NULL,
  -- The account as the provider knows it; for a password, the account's own id.
  provider_account_id TEXT NOT NULL,
  -- argon2id, in PHC format.
  password TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, provider_id),
  UNIQUE (provider_id, provider_account_id)
) STRICT;

-- Challenges of better-auth's own, such as those of passkeys.
CREATE TABLE verifications (
  id TEXT PRIMARY KEY,
  identifier TEXT NOT NULL,
  value TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX verifications_by_identifier ON verifications (identifier);

-- Invitations and resets: at most one for each account, gone when used.
CREATE TABLE password_links (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL CHECK (purpose IN ('invitation', 'reset')),
  -- SHA-256 of the token, base64url.
  token_hash TEXT NOT NULL UNIQUE,
  expires_at INTEGER NOT NULL
) STRICT;

-- 'school_name' once the school is set up, 'set_up_code' until then.
CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
