import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { erasureCommands, type ErasureCommand } from './erasure.commands.js';
import { erasureDecider, type ErasureState } from './erasure.decider.js';
import { erasureEvents, type ErasureEvent } from './erasure.events.js';
import { subjectsNamedIn } from './erasure.queries.js';
import type { SubjectRegister } from './subject-register.js';

/** @param register what a decision has to know of the subjects is looked up there */
export function erasureAggregateWith(register: SubjectRegister) {
  return defineAggregate<ErasureState, ErasureCommand, ErasureEvent, typeof erasureCommands, Session>({
    name: 'erasure',
    context: 'data-protection',
    subject: 'Erasure',
    events: erasureEvents,
    commands: erasureCommands,
    creations: ['RequestErasure', 'ProposeErasure'],
    decider: erasureDecider,
    preparations: {
      RequestErasure: async (input, { session }) => ({
        outcome: 'prepared',
        data: { ...input, subjects: await register.named(session, session.caller.party, input.subjectIds) },
      }),
      GrantErasure: async (input, { session, stream }) => {
        const ids = await subjectsNamedIn(session, stream);
        return {
          outcome: 'prepared',
          data: { ...input, subjects: await register.named(session, session.caller.party, ids, stream) },
        };
      },
    },
    attributes: (id, state) => ({ id, controllerId: state.kind === 'unknown' ? null : state.controllerId }),
    references: () => ({}),
  });
}

export type ErasureAggregate = ReturnType<typeof erasureAggregateWith>;
