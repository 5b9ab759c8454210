/** Marks a SQLite file as a ledger of this project: the letters "CncL". */
export const APPLICATION_ID = 0x436e634c;

/** The format that this version writes. What has another one is not read. */
export const FORMAT_VERSION = 1;

/** The number of the tree over the whole log; partnerships have numbers from 1 on. */
export const LOG_TREE = 0;

/**
 * `tiles` holds the hashes of the trees as C2SP tlog-tiles cut them, 256 to a tile; only the last tile of a level is
 * ever written again. `leaf_positions` says in the same way which event a leaf is, where the number of the leaf does not
 * say it: in the trees of partnerships, and in the log's own where its positions have gaps. Ids of events are random, so
 * that each would go to another page of their index: they are taken into it many at a time.
 */
export const SCHEMA = `
  CREATE TABLE ledger (
    only_row       INTEGER PRIMARY KEY CHECK (only_row = 1),
    format_version INTEGER NOT NULL,
    position       INTEGER NOT NULL,
    contiguous     INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE trees (
    tree              INTEGER PRIMARY KEY,
    name              TEXT    NOT NULL UNIQUE,
    size              INTEGER NOT NULL,
    checkpointed_size INTEGER NOT NULL,
    checkpointed_at   INTEGER
  ) STRICT;
  CREATE INDEX trees_grown ON trees (tree) WHERE tree > 0 AND size > checkpointed_size;

  CREATE TABLE tiles (
    tree   INTEGER NOT NULL,
    level  INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hashes BLOB    NOT NULL,
    UNIQUE (tree, level, number)
  ) STRICT;

  CREATE TABLE leaf_positions (
    tree      INTEGER NOT NULL,
    number    INTEGER NOT NULL,
    positions BLOB    NOT NULL,
    UNIQUE (tree, number)
  ) STRICT;

  CREATE TABLE recent_event_ids (
    position INTEGER PRIMARY KEY,
    id       BLOB    NOT NULL
  ) STRICT;
  CREATE TABLE event_ids (
    id       BLOB    PRIMARY KEY,
    position INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE checkpoints (
    size      INTEGER PRIMARY KEY,
    root      BLOB    NOT NULL,
    text      TEXT    NOT NULL,
    signature TEXT    NOT NULL,
    signed_at TEXT    NOT NULL
  ) STRICT;

  CREATE TABLE cosignatures (
    size      INTEGER NOT NULL REFERENCES checkpoints (size) ON DELETE CASCADE,
    key       TEXT    NOT NULL,
    line      TEXT    NOT NULL,
    PRIMARY KEY (size, key)
  ) STRICT, WITHOUT ROWID;
`;
