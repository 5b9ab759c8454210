import { START, type LogInspection, type Position, type RawRecord } from '#platform/event-store';
import { RestoreRefusedError } from './backup.errors.js';

/** Where a restored log is to end: at the end of the backup, at a position, or at what was recorded by a time. */
export type RestorePoint =
  | { readonly kind: 'end' }
  | { readonly kind: 'position'; readonly position: number }
  | { readonly kind: 'time'; readonly time: Date };

/** Up to when something can be restored at all. */
interface Reach {
  readonly now: Date;
  readonly backupCreatedAt: string;
}

/**
 * The last event to restore.
 * @throws RestoreRefusedError the backup does not reach so far, nothing was recorded then, or the point lies within the
 *   events of one command, which were recorded all or none
 */
export function lastToRestore(log: LogInspection, point: RestorePoint, { now, backupCreatedAt }: Reach): Position {
  const { head, lastRecordedAt } = log.facts();
  switch (point.kind) {
    case 'end':
      return head;
    case 'position':
      return atPosition(log, point.position, head);
    case 'time':
      return atTime(log, point.time, { head, lastRecordedAt, now, backupCreatedAt });
  }
}

function atPosition(log: LogInspection, position: number, head: Position): Position {
  if (position > head) {
    throw new RestoreRefusedError(`The backup ends at position ${head}: there is no position ${position} in it.`);
  }
  const [first, last] = commandAround(log, position, head);
  if (last > position) {
    throw new RestoreRefusedError(
      `Position ${position} lies within the events of one command, which were recorded together (${first} to ${last}). ` +
        `Choose ${last}, or ${first - 1} to leave the command out.`,
    );
  }
  return position as Position;
}

interface End extends Reach {
  readonly head: Position;
  readonly lastRecordedAt: string | undefined;
}

function atTime(log: LogInspection, time: Date, { head, lastRecordedAt, now, backupCreatedAt }: End): Position {
  if (time > now) throw new RestoreRefusedError(`${time.toISOString()} is in the future.`);
  if (time > new Date(backupCreatedAt)) {
    throw new RestoreRefusedError(
      `The backup was made at ${backupCreatedAt} and does not reach to ${time.toISOString()}: what was recorded in between is ` +
        'not in it. Name a later backup, or leave out --until to restore all that this one holds.',
    );
  }
  const position = log.lastPositionBy(time.toISOString());
  if (position !== START || head === START) return position;
  throw new RestoreRefusedError(
    `Nothing had been recorded by ${time.toISOString()}: the backup holds events up to ${lastRecordedAt ?? 'none'}.`,
  );
}

/** The first and last position of the events that one command recorded, one of which is there. */
function commandAround(log: LogInspection, position: number, head: Position): [first: number, last: number] {
  const [here] = log.records(position, position);
  if (here === undefined) return [position, position];
  const command = commandOf(here);
  const isSame = (at: number): boolean => {
    const [record] = log.records(at, at);
    return record !== undefined && record.stream === here.stream && commandOf(record) === command;
  };
  let [first, last] = [position, position];
  if (command === undefined) return [first, last];
  while (first > 1 && isSame(first - 1)) first -= 1;
  while (last < head && isSame(last + 1)) last += 1;
  return [first, last];
}

function commandOf({ metadata }: RawRecord): string | undefined {
  if (!(metadata instanceof Uint8Array)) return undefined;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(metadata).toString('utf8'));
    const command = typeof parsed === 'object' && parsed !== null && 'commandId' in parsed && parsed.commandId;
    return typeof command === 'string' ? command : undefined;
  } catch {
    return undefined;
  }
}
