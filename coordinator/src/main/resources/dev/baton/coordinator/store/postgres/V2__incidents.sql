-- What is looked for has a column; body holds the whole incident as JSON.
CREATE TABLE incidents (
  id BIGINT PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  step TEXT NOT NULL,
  cause TEXT NOT NULL,
  detected_at BIGINT NOT NULL,
  resolved_at BIGINT,
  body TEXT NOT NULL
);
CREATE INDEX incidents_open ON incidents (id) WHERE resolved_at IS NULL;

-- Which attempts an incident touched: read in both directions.
CREATE TABLE incident_touches (
  run_id BIGINT NOT NULL,
  task TEXT COLLATE "C" NOT NULL,
  attempt INTEGER NOT NULL,
  incident BIGINT NOT NULL,
  touched_at BIGINT NOT NULL,
  PRIMARY KEY (run_id, task, attempt, incident)
);
CREATE INDEX incident_touches_by_incident ON incident_touches (incident, run_id, task, attempt);

-- Who led, and who handed over: a leadership that ended without a word has no end here.
CREATE TABLE leaderships (
  epoch BIGINT PRIMARY KEY,
  coordinator TEXT NOT NULL,
  began_at BIGINT NOT NULL,
  ended_at BIGINT,
  end_reason TEXT
);
