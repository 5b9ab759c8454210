import { isSameHash, type Hash } from '#platform/ledger';
import { parsedCheckpoint, type KnownCheckpoint } from './checkpoint-in.js';
import type { Restored } from './restored.file.js';
import type { ScrubStatus } from './scrub.js';

/** What whoever relies on the record must know of it. */
export interface Notice {
  readonly kind: 'RESTORED' | 'OLDER_THAN_KNOWN' | 'DIFFERS_FROM_KNOWN' | 'KEYS_OLDER' | 'KEYS_DAMAGED' | 'NOT_CHECKED';
  readonly text: string;
}

/** The log as it is now. */
export interface PresentLog {
  readonly head: number;
  /** The root of the first `size` events; undefined while the ledger has not covered so many. */
  root(size: number): Hash | undefined;
}

/** How a folder that was restored relates to what is known to have been recorded before. */
export function restoredNotices(restored: Restored, log: PresentLog): readonly Notice[] {
  const { restoredAt, position, backupCreatedAt, known, fences } = restored;
  const missing = known.position - position;
  const since = `The record was restored at ${restoredAt} from the backup of ${backupCreatedAt}`;
  const lost =
    missing > 0
      ? `${since}, up to position ${position}. It had gone up to position ${known.position} at least: ` +
        `${missing === 1 ? 'one event is' : `${missing} events are`} missing, and those recorded since have taken their places.`
      : `${since}, up to position ${position}. No event is known to be missing.`;
  const unfenced =
    fences.from === 'none'
      ? ' No list of erasures was there: who was forgotten after the backup may be readable again.'
      : '';
  const notice: Notice = { kind: missing > 0 ? 'OLDER_THAN_KNOWN' : 'RESTORED', text: lost + unfenced };
  const checkpoint = parsedCheckpoint(restored.checkpoint);
  return [
    notice,
    ...(checkpoint === undefined ? [] : checkpointNotices(checkpoint, log, 'the ledger before the restore')),
  ];
}

/** How the log relates to a checkpoint that somebody kept. */
export function checkpointNotices({ size, root }: KnownCheckpoint, log: PresentLog, by: string): readonly Notice[] {
  if (log.head < size) {
    const text = `The log ends at position ${log.head}, but ${by} knew of ${size} events: this is an older state of the record.`;
    return [{ kind: 'OLDER_THAN_KNOWN', text }];
  }
  const now = log.root(size);
  if (now === undefined || isSameHash(now, root)) return [];
  const text = `The first ${size} events are not those that ${by} knew of: the record was restored to an older state and went on from there, or was rewritten.`;
  return [{ kind: 'DIFFERS_FROM_KNOWN', text }];
}

/** Damage that comes after the background check ended would not be noticed. */
export function stoppedNotices({ stopped }: Pick<ScrubStatus, 'stopped'>): readonly Notice[] {
  if (stopped === undefined) return [];
  const text = `The log is no longer looked through in the background (${stopped}). Start the service again.`;
  return [{ kind: 'NOT_CHECKED', text }];
}
