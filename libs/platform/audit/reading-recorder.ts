import type { Caller } from '#platform/access';
import { applicationError } from '#platform/graphql';
import type { CommandRunner } from '#platform/event-sourcing';
import type { Position } from '#platform/event-store';
import { digestOf } from '#platform/values';
import { readingAggregate } from './reading.aggregate.js';
import type { Reading } from './reading.events.js';
import { recordOf, type Question } from './asked-reading.js';

/** Something that is read other than by an operation of the API: an export, a proof with contents. */
export interface OtherReading {
  readonly kind: Exclude<Reading['kind'], 'OPERATION'>;
  /** What it is of: `history of partnership-…`. */
  readonly name: string;
  readonly ids: readonly string[];
  /** What was asked for, by its digest. */
  readonly question: unknown;
}

export interface ReadingLog {
  readonly commands: CommandRunner;
  readonly clock: () => Date;
}

/**
 * Puts an auditor's reading on record, before any data leaves. Of all others nothing is recorded.
 * @throws what keeps it from being recorded: then nothing may be shown
 */
export async function recordReading(
  { commands, clock }: ReadingLog,
  caller: Caller,
  correlationId: string,
  { kind, name, ids, question: asked }: OtherReading,
): Promise<Position | undefined> {
  if (caller.party.kind !== 'AUDITOR') return undefined;
  const digest = digestOf(asked);
  const question: Question = { kind, name, fields: [], document: digest, variables: digest, ids: [...ids], asked: [] };
  const record = recordOf(question, caller, clock());
  const outcome = await commands.run(readingAggregate, { ...record, caller, correlationId });
  if (outcome.outcome === 'accepted') return outcome.position;
  throw applicationError('UNAVAILABLE', 'What you ask for could not be put on record, so that it is not shown.');
}
