-- How a browser is pushed to. It goes with its device.
CREATE TABLE push_subscriptions (
  device_id TEXT PRIMARY KEY REFERENCES devices (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL,
  -- One browser has one, whoever is signed in there.
  endpoint TEXT NOT NULL UNIQUE,
  p256dh TEXT NOT NULL,
  auth TEXT NOT NULL,
  -- Position up to which nothing needs to be pushed: the device was connected, or was not subscribed yet.
  told INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX push_subscriptions_by_account ON push_subscriptions (account_id);

CREATE TABLE pushed (
  device_id TEXT NOT NULL REFERENCES push_subscriptions (device_id) ON DELETE CASCADE,
  room_id TEXT NOT NULL,
  -- Of the last message that the device was told of; 0: that the conversation was started.
  number INTEGER NOT NULL,
  -- Whether its notification may still stand there.
  shown INTEGER NOT NULL,
  PRIMARY KEY (device_id, room_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE mailed (
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  room_id TEXT NOT NULL,
  -- Of the last message that an e-mail told of.
  number INTEGER NOT NULL,
  PRIMARY KEY (account_id, room_id)
) STRICT, WITHOUT ROWID;

-- The few among all accounts.
CREATE INDEX accounts_staff ON accounts (id) WHERE role = 'admin' AND deactivated_at IS NULL;
