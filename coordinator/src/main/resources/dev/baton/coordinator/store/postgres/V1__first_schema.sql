-- What is ordered or looked up compares byte by byte, as in SQLite.
-- Times are microseconds since 1970 in UTC. Flags are 0 or 1. Words of statuses are the names used in the API.

CREATE TABLE cluster (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  cluster_id TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

-- Who may write: a commit must name the epoch that stands here.
CREATE TABLE leadership (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  epoch BIGINT NOT NULL,
  coordinator TEXT,
  election_node TEXT,
  store_session TEXT,
  raised_at BIGINT
) WITH (fillfactor = 50);
INSERT INTO leadership (one, epoch) VALUES (1, 0);

CREATE TABLE jobs (
  namespace TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  version INTEGER NOT NULL,
  spec TEXT NOT NULL,
  source TEXT,
  paused_reason TEXT,
  changed_at BIGINT,
  changed_by TEXT,
  PRIMARY KEY (namespace, name)
);

CREATE TABLE job_versions (
  namespace TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  version INTEGER NOT NULL,
  spec TEXT NOT NULL,
  source TEXT,
  paused_reason TEXT,
  changed_at BIGINT,
  changed_by TEXT,
  PRIMARY KEY (namespace, name, version)
);

CREATE TABLE cursors (
  job TEXT COLLATE "C" NOT NULL,
  schedule TEXT COLLATE "C" NOT NULL,
  job_version INTEGER NOT NULL,
  next_fire_at BIGINT,
  PRIMARY KEY (job, schedule)
) WITH (fillfactor = 50);

CREATE TABLE runs (
  id BIGINT PRIMARY KEY,
  job TEXT COLLATE "C" NOT NULL,
  job_version INTEGER NOT NULL,
  triggered_by TEXT NOT NULL,
  schedule TEXT COLLATE "C",
  fire_at BIGINT,
  request_key TEXT COLLATE "C",
  rerun_of BIGINT,
  params TEXT,
  status TEXT NOT NULL,
  cause TEXT,
  requested_by TEXT,
  created_at BIGINT NOT NULL,
  started_at BIGINT,
  ended_at BIGINT
) WITH (fillfactor = 50);
CREATE INDEX runs_by_job ON runs (job, id);
-- No fire time becomes two runs, no request key two runs.
CREATE UNIQUE INDEX runs_by_fire_time ON runs (job, schedule, fire_at) WHERE schedule IS NOT NULL;
CREATE UNIQUE INDEX runs_by_request_key ON runs (job, request_key) WHERE request_key IS NOT NULL;

CREATE TABLE task_runs (
  run_id BIGINT NOT NULL,
  task TEXT COLLATE "C" NOT NULL,
  status TEXT NOT NULL,
  last_attempt INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  losses INTEGER NOT NULL,
  not_before BIGINT,
  cause TEXT,
  outputs TEXT,
  accepted TEXT,
  started_at BIGINT,
  ended_at BIGINT,
  PRIMARY KEY (run_id, task)
) WITH (fillfactor = 50);

CREATE TABLE attempts (
  run_id BIGINT NOT NULL,
  task TEXT COLLATE "C" NOT NULL,
  number INTEGER NOT NULL,
  executor TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  token_epoch BIGINT NOT NULL,
  token_attempt INTEGER NOT NULL,
  leased INTEGER NOT NULL,
  status TEXT NOT NULL,
  outcome TEXT,
  exit_code INTEGER,
  cause TEXT,
  late_outcome TEXT,
  cancel_requested INTEGER NOT NULL,
  dispatched_at BIGINT,
  started_at BIGINT,
  ended_at BIGINT,
  PRIMARY KEY (run_id, task, number)
) WITH (fillfactor = 50);

-- For each 1,024 neighbouring runs one bit each: still active, FAILED, CANCELED.
CREATE TABLE run_blocks (
  number BIGINT PRIMARY KEY,
  active BYTEA,
  failed BYTEA,
  canceled BYTEA
) WITH (fillfactor = 50);

-- Runs that ended, by minute since 1970; job '' counts all jobs.
CREATE TABLE run_minutes (
  minute BIGINT NOT NULL,
  job TEXT COLLATE "C" NOT NULL,
  status TEXT COLLATE "C" NOT NULL,
  run_count BIGINT NOT NULL,
  PRIMARY KEY (job, minute, status)
) WITH (fillfactor = 50);
CREATE INDEX run_minutes_by_minute ON run_minutes (minute);

CREATE TABLE executors (
  id TEXT COLLATE "C" PRIMARY KEY,
  incarnation TEXT,
  home TEXT,
  cordon_reason TEXT,
  draining INTEGER NOT NULL,
  first_seen_at BIGINT,
  last_joined_at BIGINT,
  capacity TEXT
);

CREATE TABLE skips (
  number BIGINT PRIMARY KEY,
  job TEXT COLLATE "C" NOT NULL,
  schedule TEXT COLLATE "C" NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  fire_count BIGINT NOT NULL,
  reason TEXT NOT NULL,
  decided_at BIGINT NOT NULL
);
CREATE INDEX skips_by_job ON skips (job, last_at);

CREATE TABLE failover_events (
  number BIGINT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT,
  epoch BIGINT NOT NULL,
  detail TEXT,
  happened_at BIGINT NOT NULL
);

CREATE TABLE audit (
  number BIGINT PRIMARY KEY,
  actor TEXT,
  origin TEXT,
  action TEXT,
  subject TEXT,
  reason TEXT,
  happened_at BIGINT NOT NULL
);

-- The facts of one batch, encoded.
CREATE TABLE event_chunks (
  first_number BIGINT PRIMARY KEY,
  last_number BIGINT NOT NULL,
  epoch BIGINT NOT NULL,
  stored_at BIGINT NOT NULL,
  facts BYTEA NOT NULL
);

CREATE TABLE log_chunks (
  run_id BIGINT NOT NULL,
  task TEXT COLLATE "C" NOT NULL,
  attempt INTEGER NOT NULL,
  number INTEGER NOT NULL,
  start_offset BIGINT NOT NULL,
  size_bytes INTEGER NOT NULL,
  is_last INTEGER NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (run_id, task, attempt, number)
);

CREATE TABLE artifact_chunks (
  run_id BIGINT NOT NULL,
  task TEXT COLLATE "C" NOT NULL,
  attempt INTEGER NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  number INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  is_last INTEGER NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (run_id, task, attempt, name, number)
);
