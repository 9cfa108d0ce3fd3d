-- Conversations: student rooms, of which each student has at most one.
ALTER TABLE rooms ADD COLUMN student_id TEXT;
ALTER TABLE rooms ADD COLUMN status TEXT CHECK (status IN ('active', 'closed'));
-- The event that gave the conversation its present status: the answer to replays.
ALTER TABLE rooms ADD COLUMN status_seq INTEGER;
CREATE UNIQUE INDEX rooms_by_student ON rooms (student_id) WHERE student_id IS NOT NULL;

-- Position in the account's feed at which its choice last moved, or its read mark where the room's feed does not tell.
ALTER TABLE memberships RENAME COLUMN read_position TO own_position;
-- NULL: not chosen.
ALTER TABLE memberships ADD COLUMN notify TEXT CHECK (notify IN ('all', 'mentions', 'nothing'));

ALTER TABLE meta ADD COLUMN desk_position INTEGER NOT NULL DEFAULT 0;

-- The desk's list: all that its order and its filters look at, in rows narrow enough to look at each of them.
CREATE TABLE students (
  number INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL UNIQUE,
  -- 0: deactivated.
  listed INTEGER NOT NULL,
  -- The name folded.
  name_key TEXT NOT NULL,
  -- Name, e-mail address and roll ID folded, each on a line of its own.
  search_key TEXT NOT NULL,
  class_name TEXT NOT NULL,
  -- Of the conversation; NULL until there is one.
  room_id TEXT,
  status TEXT,
  started_at INTEGER,
  message_count INTEGER NOT NULL DEFAULT 0,
  last_message_seq INTEGER,
  last_message_at INTEGER,
  -- When the student wrote what no staff has answered yet.
  waiting_since INTEGER,
  -- The student's first message, and the first answer after it.
  first_message_at INTEGER,
  first_response_at INTEGER,
  first_response_ms INTEGER,
  -- Of the last change in the desk's feed.
  position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX students_by_position ON students (position);

-- What memberships are to members, to the staff in student rooms, from when they first read or write there.
CREATE TABLE seats (
  account_id TEXT NOT NULL,
  student INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  read INTEGER NOT NULL,
  -- Position in the room's feed at which the marks last moved; 0: they are told to nobody else.
  receipt_position INTEGER NOT NULL,
  own_position INTEGER NOT NULL,
  notify TEXT CHECK (notify IN ('all', 'mentions', 'nothing')),
  PRIMARY KEY (account_id, student)
) STRICT, WITHOUT ROWID;
CREATE INDEX seats_by_student ON seats (student);
CREATE INDEX seats_by_own_position ON seats (account_id, own_position);

-- Messages in student rooms, by quarters of an hour since 1970-01-01 UTC: every time zone's days begin with one.
CREATE TABLE desk_activity (
  quarter INTEGER PRIMARY KEY,
  from_students INTEGER NOT NULL,
  from_staff INTEGER NOT NULL
) STRICT;
