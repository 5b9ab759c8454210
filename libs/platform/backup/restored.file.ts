import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupError } from './backup.errors.js';

export const RESTORED_FILE = 'restored.json';

const restoredSchema = z.strictObject({
  format: z.literal(1),
  restoredAt: z.iso.datetime(),
  backup: z.uuid(),
  backupCreatedAt: z.iso.datetime(),
  /** Where the restored log ended. */
  position: z.int().nonnegative(),
  /** How far the record is known to have gone before, and by what. */
  known: z.strictObject({
    position: z.int().nonnegative(),
    by: z.enum(['backup', 'replaced-log', 'checkpoint']),
  }),
  /** The checkpoint of the largest tree known of, a signed note: what the restored log must agree with. */
  checkpoint: z.string().nullable(),
  fences: z.strictObject({
    from: z.enum(['kept-keys', 'replaced-keys', 'file', 'no-keys', 'none']),
    count: z.int().nonnegative(),
  }),
  keys: z.enum(['kept', 'backup', 'none']),
});

/** Says of a data folder that it was restored, for as long as the folder is used. */
export type Restored = z.infer<typeof restoredSchema>;

/** @throws BackupError when the file is there and cannot be read */
export function readRestored(dataFolder: string): Restored | undefined {
  const file = join(dataFolder, RESTORED_FILE);
  if (!existsSync(file)) return undefined;
  try {
    return restoredSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new BackupError(
      `${file} says that this folder was restored, but cannot be read (${error instanceof Error ? error.message : String(error)}). Put back the file that concordat restore wrote.`,
    );
  }
}

export function restoredText(restored: Restored): string {
  return `${JSON.stringify(restoredSchema.parse(restored), null, 2)}\n`;
}
