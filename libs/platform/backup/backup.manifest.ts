import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupDamagedError } from './backup.errors.js';
import { digestOfFile, writeDurably } from './durable-files.js';

export const MANIFEST_FILE = 'backup.json';

const fileSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9.-]{0,60}$/),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What a backup holds. Written last of all: a folder without it is not a backup. */
const manifestSchema = z.strictObject({
  format: z.literal(1),
  /** The record, or the keys that open what is sealed in it: they are kept apart. */
  holds: z.enum(['record', 'keys']),
  /** The same for the record and the keys that were copied together. */
  backup: z.uuid(),
  createdAt: z.iso.datetime(),
  /** Of which log this is a copy. */
  installation: z.uuid(),
  /** Where the log ended when it was copied. */
  position: z.int().nonnegative(),
  lastRecordedAt: z.iso.datetime().nullable(),
  /** Keys are being destroyed in it: until that is done, its digests need not fit. */
  forgetting: z.literal(true).optional(),
  /** The last signed checkpoint of the ledger at that moment, a signed note. */
  checkpoint: z.string().nullable(),
  files: z.array(fileSchema).max(20),
});

export type BackupManifest = z.infer<typeof manifestSchema>;

export function writeManifest(folder: string, manifest: BackupManifest): void {
  writeDurably(join(folder, MANIFEST_FILE), `${JSON.stringify(manifestSchema.parse(manifest), null, 2)}\n`);
}

/**
 * Reads what a folder says it holds, without looking at its files.
 * @throws BackupDamagedError
 */
export function readManifest(folder: string, holds: BackupManifest['holds']): BackupManifest {
  const file = join(folder, MANIFEST_FILE);
  if (!existsSync(file)) {
    throw new BackupDamagedError(
      `There is no whole backup in ${folder}: it has no ${MANIFEST_FILE}. A backup that was interrupted has none: make it again.`,
    );
  }
  const read = manifestSchema.safeParse(parsed(file));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new BackupDamagedError(
      `${file} does not describe a backup that this version reads (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}).`,
    );
  }
  if (read.data.holds !== holds) {
    throw new BackupDamagedError(`${folder} is a backup of the ${read.data.holds}, not of the ${holds}.`);
  }
  return read.data;
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new BackupDamagedError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/**
 * Compares every file with its size and digest.
 * @throws BackupDamagedError naming the first file that is missing, different or not listed
 */
export function requireWhole(folder: string, manifest: BackupManifest): void {
  if (manifest.forgetting) {
    throw new BackupDamagedError(
      `Forgetting keys in the backup in ${folder} was interrupted. Run concordat backup forget on it again.`,
    );
  }
  for (const { name, bytes, sha256 } of manifest.files) {
    const file = join(folder, name);
    if (!existsSync(file) || !lstatSync(file).isFile()) {
      throw new BackupDamagedError(`The backup in ${folder} is incomplete: ${name} is missing.`);
    }
    const found = digestOfFile(file);
    if (found.bytes === bytes && found.sha256 === sha256) continue;
    throw new BackupDamagedError(
      `The backup in ${folder} is damaged: ${name} has ${found.bytes} bytes with SHA-256 ${found.sha256}, ` +
        `but ${bytes} bytes with ${sha256} were written. Use another backup.`,
    );
  }
  const listed = new Set([MANIFEST_FILE, ...manifest.files.map(({ name }) => name)]);
  const extra = readdirSync(folder).find((name) => !listed.has(name));
  if (extra === undefined) return;
  throw new BackupDamagedError(`The backup in ${folder} holds ${extra}, which is not part of it. Remove it first.`);
}
