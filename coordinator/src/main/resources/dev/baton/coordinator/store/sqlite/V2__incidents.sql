-- What is looked for has a column; body holds the whole incident as JSON.
CREATE TABLE incidents (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  step TEXT NOT NULL,
  cause TEXT NOT NULL,
  detected_at INTEGER NOT NULL,
  resolved_at INTEGER,
  body TEXT NOT NULL
);
CREATE INDEX incidents_open ON incidents (id) WHERE resolved_at IS NULL;

-- Which attempts an incident touched: read in both directions.
CREATE TABLE incident_touches (
  run_id INTEGER NOT NULL,
  task TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  incident INTEGER NOT NULL,
  touched_at INTEGER NOT NULL,
  PRIMARY KEY (run_id, task, attempt, incident)
);
CREATE INDEX incident_touches_by_incident ON incident_touches (incident, run_id, task, attempt);

-- Who led, and who handed over: a leadership that ended without a word has no end here.
CREATE TABLE leaderships (
  epoch INTEGER PRIMARY KEY,
  coordinator TEXT NOT NULL,
  began_at INTEGER NOT NULL,
  ended_at INTEGER,
  end_reason TEXT
);
