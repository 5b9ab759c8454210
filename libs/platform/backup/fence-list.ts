import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Fence } from '#platform/privacy';
import { BackupError } from './backup.errors.js';

/** Ids of subjects hold no personal data; a list of them may be kept with the record. */
const listSchema = z.strictObject({
  format: z.literal(1),
  installation: z.uuid(),
  listedAt: z.iso.datetime(),
  fences: z.array(
    z.strictObject({
      subject: z.string().min(1).max(300),
      reference: z.string().min(1).max(300),
      fencedAt: z.iso.datetime(),
      destroyedAt: z.iso.datetime().nullable(),
    }),
  ),
});

/** Who was erased, so that a restored key store forgets them too. */
export interface FenceList {
  readonly format: 1;
  readonly installation: string;
  readonly listedAt: string;
  readonly fences: readonly Fence[];
}

export function fenceListText(list: FenceList): string {
  return `${JSON.stringify(listSchema.parse(list), null, 2)}\n`;
}

/**
 * @param installation of the log that the list must be about
 * @throws BackupError
 */
export function readFenceList(file: string, installation: string): FenceList {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new BackupError(
      `The list of erasures ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  const list = listSchema.safeParse(read);
  if (!list.success) throw new BackupError(`${file} is not a list of erasures as concordat backup fences writes it.`);
  if (list.data.installation !== installation) {
    throw new BackupError(`The list of erasures ${file} is of another installation (${list.data.installation}).`);
  }
  // Written by `fenceListText`, where the ids were those of subjects.
  return list.data as FenceList;
}
