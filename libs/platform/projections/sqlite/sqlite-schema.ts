/** The format of the file; a file of another format is thrown away and built anew from the log. */
export const READ_MODEL_FORMAT = 4;

export const SCHEMA = `
  CREATE TABLE checkpoint (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    position INTEGER NOT NULL,
    eventId TEXT,
    version INTEGER NOT NULL
  ) STRICT;
  INSERT INTO checkpoint VALUES (1, 0, NULL, 0);
  CREATE TABLE generation (
    projection TEXT NOT NULL,
    version INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'building', 'failed')),
    position INTEGER NOT NULL,
    fault TEXT,
    tables TEXT NOT NULL,
    PRIMARY KEY (projection, version, generation)
  ) STRICT;
  CREATE UNIQUE INDEX one_active_generation ON generation (projection) WHERE state = 'active';
  CREATE TABLE dead_letter (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    projection TEXT NOT NULL,
    position INTEGER NOT NULL,
    stream TEXT NOT NULL,
    type TEXT NOT NULL,
    fault TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 1,
    recordedAt TEXT NOT NULL,
    UNIQUE (projection, position)
  ) STRICT;
  CREATE INDEX dead_letter_stream ON dead_letter (projection, stream, position);
  PRAGMA user_version = ${READ_MODEL_FORMAT};
`;
