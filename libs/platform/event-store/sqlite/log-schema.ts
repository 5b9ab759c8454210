/** Marks a SQLite file as an event log of this project: the letters "Cncd". */
export const APPLICATION_ID = 0x436e6364;

/** The format this version writes. A file with a higher number is refused, one with a lower number is upgraded. */
export const FORMAT_VERSION = 2;

/** Every type of the log's events, so that none of them need be read to know whether all are known. */
const EVENT_TYPES = `
  CREATE TABLE event_types (type TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`;

/** What makes a file of the format before into one of this format. */
export const UPGRADES: Readonly<Record<number, string>> = {
  2: `${EVENT_TYPES} INSERT INTO event_types SELECT DISTINCT type FROM events;`,
};

/**
 * The triggers keep whoever opens the file from changing events by mistake. They are no protection against somebody
 * who wants to: that is what the evidence ledger is for. The one on INSERT is there for INSERT OR REPLACE, which
 * deletes rows without firing the delete trigger (https://sqlite.org/lang_conflict.html).
 */
export const SCHEMA = `${EVENT_TYPES}
  CREATE TABLE log (
    only_row        INTEGER PRIMARY KEY CHECK (only_row = 1),
    format_version  INTEGER NOT NULL,
    installation_id TEXT    NOT NULL,
    created_at      TEXT    NOT NULL
  ) STRICT;

  CREATE TABLE events (
    position    INTEGER PRIMARY KEY,
    stream      TEXT    NOT NULL,
    revision    INTEGER NOT NULL,
    id          TEXT    NOT NULL UNIQUE,
    type        TEXT    NOT NULL,
    recorded_at TEXT    NOT NULL,
    data        BLOB    NOT NULL,
    metadata    BLOB    NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;

  CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
  BEGIN
    SELECT RAISE(ABORT, 'The event log is append-only: events are never changed.');
  END;

  CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
  BEGIN
    SELECT RAISE(ABORT, 'The event log is append-only: events are never deleted.');
  END;

  CREATE TRIGGER events_are_only_appended BEFORE INSERT ON events
  WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM events)
    OR EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM events WHERE stream = NEW.stream AND revision = NEW.revision)
  BEGIN
    SELECT RAISE(ABORT, 'The event log is append-only: an event goes to the next position, with a new id and revision.');
  END;
`;
