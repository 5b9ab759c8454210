import type { KeyObject } from 'node:crypto';
import type { EventStore } from '#platform/event-store';
import type { HandledCommand } from './aggregate-repository.js';
import { fingerprintOf } from './command-fingerprint.js';
import { recordedIn } from './command-recording.js';
import type { CommandRequest } from './command-request.js';
import type { EventCodec, PersonalValue } from './event-codec.js';
import type { EventMetadata } from './stored-event.js';

export interface CommandFingerprintParts {
  readonly store: EventStore;
  readonly codec: Pick<EventCodec, 'bind' | 'bindAgain' | 'headOf'>;
  readonly fingerprintKey: KeyObject;
}

/** Marks a fingerprint that is keyed with the keys of persons, too; earlier ones of such commands are not. */
const BOUND = 'p.';

/**
 * Fingerprints as they are recorded. One of a command that records something about persons is keyed with their keys as
 * well: it stays in the log for ever, and must confirm no guess at what it was made from once their data is erased.
 */
export class CommandFingerprints {
  constructor(private readonly parts: CommandFingerprintParts) {}

  of(request: CommandRequest): string {
    return fingerprintOf(request, this.parts.fingerprintKey);
  }

  /** @throws SubjectErasedError */
  recorded(fingerprint: string, personal: readonly PersonalValue[]): string {
    return personal.length === 0 ? fingerprint : `${BOUND}${this.parts.codec.bind(fingerprint, personal)}`;
  }

  /**
   * Whether a command that was carried out is this one. Once a key is gone, nobody can tell what it said: then it is, when
   * the same person of the same party sent a command of this type under the same key.
   */
  async isOf(request: CommandRequest, handled: HandledCommand, fingerprint: string): Promise<boolean> {
    if (!handled.fingerprint.startsWith(BOUND)) return handled.fingerprint === fingerprint;
    const { store, codec } = this.parts;
    const events = await recordedIn(store, request.stream, handled.first, handled.last);
    const bound = codec.bindAgain(fingerprint, events);
    if (bound !== undefined) return handled.fingerprint === `${BOUND}${bound}`;
    return events.every((event) => isBySender(request, codec.headOf(event).metadata));
  }
}

function isBySender({ type, caller: { party, subject } }: CommandRequest, metadata: EventMetadata): boolean {
  const { actor, commandType } = metadata;
  return (
    commandType === type && actor.subject === subject && actor.party.kind === party.kind && actor.party.id === party.id
  );
}
