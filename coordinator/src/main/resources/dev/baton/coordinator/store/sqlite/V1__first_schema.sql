-- Times are microseconds since 1970 in UTC. Flags are 0 or 1. Words of statuses are the names used in the API.

CREATE TABLE cluster (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  cluster_id TEXT NOT NULL,
  created_at INTEGER NOT NULL
);

-- Who may write: a commit must name the epoch that stands here.
CREATE TABLE leadership (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  epoch INTEGER NOT NULL,
  coordinator TEXT,
  election_node TEXT,
  store_session TEXT,
  raised_at INTEGER
);
INSERT INTO leadership (one, epoch) VALUES (1, 0);

CREATE TABLE jobs (
  namespace TEXT NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  spec TEXT NOT NULL,
  source TEXT,
  paused_reason TEXT,
  changed_at INTEGER,
  changed_by TEXT,
  PRIMARY KEY (namespace, name)
);

CREATE TABLE job_versions (
  namespace TEXT NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  spec TEXT NOT NULL,
  source TEXT,
  paused_reason TEXT,
  changed_at INTEGER,
  changed_by TEXT,
  PRIMARY KEY (namespace, name, version)
);

CREATE TABLE cursors (
  job TEXT NOT NULL,
  schedule TEXT NOT NULL,
  job_version INTEGER NOT NULL,
  next_fire_at INTEGER,
  PRIMARY KEY (job, schedule)
) WITHOUT ROWID;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  job TEXT NOT NULL,
  job_version INTEGER NOT NULL,
  triggered_by TEXT NOT NULL,
  schedule TEXT,
  fire_at INTEGER,
  request_key TEXT,
  rerun_of INTEGER,
  params TEXT,
  status TEXT NOT NULL,
  cause TEXT,
  requested_by TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER
);
CREATE INDEX runs_by_job ON runs (job, id);
-- No fire time becomes two runs, no request key two runs.
CREATE UNIQUE INDEX runs_by_fire_time ON runs (job, schedule, fire_at) WHERE schedule IS NOT NULL;
CREATE UNIQUE INDEX runs_by_request_key ON runs (job, request_key) WHERE request_key IS NOT NULL;

CREATE TABLE task_runs (
  run_id INTEGER NOT NULL,
  task TEXT NOT NULL,
  status TEXT NOT NULL,
  last_attempt INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  losses INTEGER NOT NULL,
  not_before INTEGER,
  cause TEXT,
  outputs TEXT,
  accepted TEXT,
  started_at INTEGER,
  ended_at INTEGER,
  PRIMARY KEY (run_id, task)
) WITHOUT ROWID;

CREATE TABLE attempts (
  run_id INTEGER NOT NULL,
  task TEXT NOT NULL,
  number INTEGER NOT NULL,
  executor TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  token_epoch INTEGER NOT NULL,
  token_attempt INTEGER NOT NULL,
  leased INTEGER NOT NULL,
  status TEXT NOT NULL,
  outcome TEXT,
  exit_code INTEGER,
  cause TEXT,
  late_outcome TEXT,
  cancel_requested INTEGER NOT NULL,
  dispatched_at INTEGER,
  started_at INTEGER,
  ended_at INTEGER,
  PRIMARY KEY (run_id, task, number)
) WITHOUT ROWID;

-- For each 1,024 neighbouring runs one bit each: still active, FAILED, CANCELED.
CREATE TABLE run_blocks (
  number INTEGER PRIMARY KEY,
  active BLOB,
  failed BLOB,
  canceled BLOB
);

-- Runs that ended, by minute since 1970; job '' counts all jobs.
CREATE TABLE run_minutes (
  minute INTEGER NOT NULL,
  job TEXT NOT NULL,
  status TEXT NOT NULL,
  run_count INTEGER NOT NULL,
  PRIMARY KEY (job, minute, status)
) WITHOUT ROWID;
CREATE INDEX run_minutes_by_minute ON run_minutes (minute);

CREATE TABLE executors (
  id TEXT PRIMARY KEY,
  incarnation TEXT,
  home TEXT,
  cordon_reason TEXT,
  draining INTEGER NOT NULL,
  first_seen_at INTEGER,
  last_joined_at INTEGER,
  capacity TEXT
) WITHOUT ROWID;

CREATE TABLE skips (
  number INTEGER PRIMARY KEY,
  job TEXT NOT NULL,
  schedule TEXT NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  fire_count INTEGER NOT NULL,
  reason TEXT NOT NULL,
  decided_at INTEGER NOT NULL
);
CREATE INDEX skips_by_job ON skips (job, last_at);

CREATE TABLE failover_events (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT,
  epoch INTEGER NOT NULL,
  detail TEXT,
  happened_at INTEGER NOT NULL
);

CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  actor TEXT,
  origin TEXT,
  action TEXT,
  subject TEXT,
  reason TEXT,
  happened_at INTEGER NOT NULL
);

-- The facts of one batch, encoded.
CREATE TABLE event_chunks (
  first_number INTEGER PRIMARY KEY,
  last_number INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  stored_at INTEGER NOT NULL,
  facts BLOB NOT NULL
);

CREATE TABLE log_chunks (
  run_id INTEGER NOT NULL,
  task TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  number INTEGER NOT NULL,
  start_offset INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  is_last INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (run_id, task, attempt, number)
);

CREATE TABLE artifact_chunks (
  run_id INTEGER NOT NULL,
  task TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  name TEXT NOT NULL,
  number INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  is_last INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (run_id, task, attempt, name, number)
);
