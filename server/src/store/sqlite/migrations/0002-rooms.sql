-- One row: where the history as a whole and the school's feed stand.
CREATE TABLE meta (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  epoch TEXT NOT NULL,
  position INTEGER NOT NULL,
  school_position INTEGER NOT NULL
) STRICT;

CREATE TABLE rooms (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('group', 'student')),
  title TEXT NOT NULL,
  -- The title as it is compared and ordered.
  title_key TEXT NOT NULL,
  is_default INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  encryption TEXT NOT NULL CHECK (encryption IN ('none', 'mls')),
  created_at INTEGER NOT NULL,
  head INTEGER NOT NULL,
  position INTEGER NOT NULL,
  message_count INTEGER NOT NULL,
  member_count INTEGER NOT NULL,
  last_message_seq INTEGER,
  -- The events that gave the room its present title, archive state and encryption: the answers to replays.
  title_seq INTEGER NOT NULL,
  archived_seq INTEGER NOT NULL,
  encryption_seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX rooms_by_title ON rooms (title_key) WHERE kind = 'group';
CREATE INDEX rooms_listed ON rooms (archived, title_key) WHERE kind = 'group';
CREATE UNIQUE INDEX rooms_default ON rooms (is_default) WHERE is_default = 1;

-- Stays when the member leaves: who once shared a room may know each other's names, and marks only move forward.
CREATE TABLE memberships (
  room_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  joined_seq INTEGER NOT NULL,
  left_seq INTEGER,
  delivered INTEGER NOT NULL,
  read INTEGER NOT NULL,
  -- Position in the room's feed at which the marks last moved.
  receipt_position INTEGER NOT NULL,
  -- Position in the account's feed at which the read mark last moved, in a room too large to tell everyone.
  read_position INTEGER NOT NULL,
  PRIMARY KEY (room_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_by_account ON memberships (account_id, left_seq);

CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  room_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  -- The id that the sender's device minted: a message's or an edit's.
  client_id TEXT,
  number INTEGER,
  -- The message that an edit or a deletion is about.
  target INTEGER,
  -- JSON. Of a message its first text: the present one is with the event that `edited_seq` names.
  body TEXT,
  edited_seq INTEGER,
  deleted_seq INTEGER,
  -- The title, account or mode that the event is about.
  detail TEXT
) STRICT;
CREATE UNIQUE INDEX events_by_seq ON events (room_id, seq);
CREATE UNIQUE INDEX events_by_client_id ON events (room_id, device_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX events_by_target ON events (room_id, target) WHERE target IS NOT NULL;

CREATE TABLE account_feeds (
  account_id TEXT PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- When each person's name or role last changed, as a position in the school's feed.
CREATE TABLE people_changes (
  account_id TEXT PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX people_changes_by_position ON people_changes (position);
