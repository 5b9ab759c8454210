import {
  defineEffect,
  type DueCommand,
  type EffectDefinition,
  type Erasing,
  type ErasureReport,
  type ProcessDefinition,
} from '#platform/contexts';
import type { SubjectId } from '#platform/event-sourcing';
import type { StreamName } from '#platform/event-store';
import type { Session } from '#platform/sessions';
import { deriveUuid } from '#platform/values';
import type { ErasureAggregate } from './erasure.aggregate.js';
import { erasuresIn, subjectsNamedIn } from './erasure.queries.js';
import { holdingsOf, type SubjectRegister } from './subject-register.js';

interface EndedErasure extends ErasureReport {
  readonly attempt: number;
}

/** What was granted and waits, looked at in one go. */
const LOOKED_AT = 20;

/**
 * Carries out what was granted, one erasure at a time. Unlike a letter, an erasure may be repeated: one that a stop of the
 * service interrupted is begun again.
 */
export function erasuresOf(
  aggregate: ErasureAggregate,
  register: SubjectRegister,
): (erasing: Erasing) => EffectDefinition {
  return (erasing) =>
    defineEffect<EndedErasure>({
      name: 'erasures',
      atOnce: 1,

      begin: async (session) => {
        if (!erasing.available) return [];
        for (const { id, attempts } of await erasuresIn(session, 'GRANTED', LOOKED_AT)) {
          const attempt = attempts + 1;
          const subjectIds = await readySubjects(session, register, id);
          if (!subjectIds) continue;
          const reference = id as StreamName;
          const erasure = { subjectIds, reference, holdings: (at: Session) => holdingsOf(at, subjectIds) };
          const perform = async (signal: AbortSignal) => ({ attempt, ...(await erasing.erase(erasure, signal)) });
          const input = { attempt, subjectIds };
          return [{ begin: command(aggregate, 'BeginErasure', id, input), items: [{ key: id, perform }] }];
        }
        return [];
      },

      record: (stream, [ended]) => {
        if (!ended) throw new Error('An erasure ended without a result.');
        return command(aggregate, 'EndErasure', stream, ended);
      },

      interrupted: async (session, underWay, limit) =>
        (await erasuresIn(session, 'UNDER_WAY', limit + underWay.size))
          .filter(({ id }) => !underWay.has(id))
          .slice(0, limit)
          .map(({ id, attempts: attempt }) => command(aggregate, 'InterruptErasure', id, { attempt })),
    });
}

/** Everybody whose data goes; undefined while something has to be done, or to end, before. */
async function readySubjects(
  session: Session,
  register: SubjectRegister,
  erasureId: string,
): Promise<readonly SubjectId[] | undefined> {
  const named = await subjectsNamedIn(session, erasureId);
  if ((await register.endings(session, named)).length > 0) return undefined;
  if ((await register.busy(session, named)).length > 0) return undefined;
  // It may have come into use again after the decision.
  const held = await register.held(session, named);
  if ([...held.values()].some(({ inUse }) => inUse !== undefined)) return undefined;
  return register.withRelated(session, named);
}

/** The id follows from the attempt: the same step has one effect, however often it is sent. */
function command(
  aggregate: ErasureAggregate,
  type: 'BeginErasure' | 'EndErasure' | 'InterruptErasure',
  stream: string,
  input: { readonly attempt: number },
): DueCommand {
  const commandId = deriveUuid(type, stream, String(input.attempt));
  return { aggregate, stream: stream as StreamName, type, input, commandId };
}

/** Sends what has to be done before the data goes: afterwards nobody knows any more whom it is about. */
export function erasureEndings(register: SubjectRegister): ProcessDefinition {
  return {
    name: 'erasure-endings',
    due: async (session, _now, limit) => {
      const due: DueCommand[] = [];
      for (const { id } of await erasuresIn(session, 'GRANTED', LOOKED_AT)) {
        due.push(...(await register.endings(session, await subjectsNamedIn(session, id))));
        if (due.length >= limit) break;
      }
      return due.slice(0, limit);
    },
    nextDue: async () => undefined,
  };
}
