/** "Cord" in ASCII. */
export const APPLICATION_ID = 0x43_6f_72_64;
export const FORMAT_VERSION = 1;

/**
 * Everything here follows from the log. `id_hash` is a part of the event's id, so that what it leads to must be compared
 * with the event itself; `raised_to` is set where the time in the log lies before that of an earlier event.
 */
export const SCHEMA = `
  CREATE TABLE state (
    only_row       INTEGER PRIMARY KEY CHECK (only_row = 1),
    format_version INTEGER NOT NULL,
    recorded_at    TEXT    NOT NULL
  ) STRICT;
  INSERT INTO state VALUES (1, ${FORMAT_VERSION}, '');

  CREATE TABLE events (
    ordinal   INTEGER PRIMARY KEY,
    native    INTEGER NOT NULL,
    id_hash   INTEGER NOT NULL,
    raised_to TEXT
  ) STRICT;
  CREATE UNIQUE INDEX events_by_native ON events (native);
  CREATE INDEX events_by_id_hash ON events (id_hash);

  CREATE TABLE event_types (type TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`;
