/** "Ckey" in ASCII. */
export const APPLICATION_ID = 0x43_6b_65_79;
export const FORMAT_VERSION = 1;

/**
 * Key material stands in a table of its own, in rows of one size that are added at the end and never leave: erasing and
 * rewrapping overwrite the bytes where they are. Rows that move between pages would leave copies in the gaps of the
 * pages that they left, which `secure_delete` does not reach.
 */
export const SCHEMA = `
  CREATE TABLE store (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    format_version INTEGER NOT NULL,
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    opened_at TEXT NOT NULL
  ) STRICT;

  -- Wraps the keys of subjects. \`wrapped\` is zeros once the key is retired.
  CREATE TABLE wrapping_key (
    version INTEGER PRIMARY KEY,
    key_encryption_key TEXT NOT NULL,
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    wrapped BLOB NOT NULL
  ) STRICT;

  -- The version of the wrapping key in four bytes, then the wrapped key. Zeros once the key is destroyed.
  CREATE TABLE key_material (
    number INTEGER PRIMARY KEY,
    material BLOB NOT NULL CHECK (length(material) = 44)
  ) STRICT;

  CREATE TABLE subject_key (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL REFERENCES key_material (number),
    subject TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX subject_key_of_subject ON subject_key (subject);

  CREATE TABLE fence (
    subject TEXT PRIMARY KEY,
    reference TEXT NOT NULL,
    fenced_at TEXT NOT NULL,
    destroyed_at TEXT
  ) STRICT, WITHOUT ROWID;
`;
