import type { Position, Revision, StreamName } from '#platform/event-store';
import type { Rejection } from './decider.js';
import type { StoredEvent } from './stored-event.js';

/** What came of a command. */
export type CommandOutcome =
  | CommandAccepted
  | { readonly outcome: 'rejected'; readonly rejections: readonly Rejection[] }
  /** The policy does not let the caller do this to an object that the caller may see. */
  | { readonly outcome: 'forbidden'; readonly action: string; readonly subject: string };

export interface CommandAccepted {
  readonly outcome: 'accepted';
  readonly stream: StreamName;
  /** The stream's revision after the command; for a repeated command, after its first run. */
  readonly revision: Revision;
  /** What a read must have reached to show the object as the command left it, also when nothing was recorded now. */
  readonly position: Position;
  /** Empty when everything was so already. */
  readonly events: readonly StoredEvent[];
  /** True when this command id had been carried out before: this is the first result again. */
  readonly repeated: boolean;
}

/** Codes that the platform itself gives, whatever the aggregate. */
export type PlatformRejectionCode =
  'INVALID_INPUT' | 'NOT_FOUND' | 'ALREADY_EXISTS' | 'STALE_REVISION' | 'IDEMPOTENCY_KEY_REUSED' | 'SUBJECT_ERASED';
