import { findAuthorities, findOfficers } from '#domain/regulators';
import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { comparePlainDates, parsePlainDate, type PlainDate } from '#platform/working-days';
import { programmeRiskCommands, type NamedOwner, type ProgrammeRiskCommand } from './programme-risk.commands.js';
import { programmeRiskDecider, type ProgrammeRiskState } from './programme-risk.decider.js';
import { programmeRiskEvents, type ProgrammeRiskEvent } from './programme-risk.events.js';
import type { RiskOwner } from './programme-risk.vocabulary.js';

export const programmeRiskAggregate = defineAggregate<
  ProgrammeRiskState,
  ProgrammeRiskCommand,
  ProgrammeRiskEvent,
  typeof programmeRiskCommands,
  Session
>({
  name: 'programme-risk',
  context: 'programmes',
  subject: 'ProgrammeRisk',
  events: programmeRiskEvents,
  commands: programmeRiskCommands,
  creations: ['RegisterRisk'],
  decider: programmeRiskDecider,
  preparations: {
    RegisterRisk: (input, { session, today }) => withOwner(input, session, today),
    AmendRisk: (input, { session, today }) => withOwner(input, session, today),
  },
  attributes: (id, state) => ({
    id,
    ownerOfficerId:
      state.kind !== 'unknown' && state.details.owner.kind === 'OFFICER' ? state.details.owner.officerId : null,
  }),
  references: () => ({}),
});

async function withOwner<Input extends { readonly owner: RiskOwner }>(
  input: Input,
  session: Session,
  today: PlainDate,
) {
  return {
    outcome: 'prepared' as const,
    data: { ...input, namedOwner: await namedOwner(session, input.owner, today) },
  };
}

async function namedOwner(session: Session, owner: RiskOwner, today: PlainDate): Promise<NamedOwner> {
  if (owner.kind === 'OFFICER') {
    const officer = (await findOfficers(session, [owner.officerId])).get(owner.officerId);
    return officer ? goneBy(officer.leftOn, today) : { known: false };
  }
  const authority = (await findAuthorities(session, [owner.authorityId])).get(owner.authorityId);
  return authority ? goneBy(authority.endedOn, today) : { known: false };
}

/** Whoever leaves or ends on a day to come can own a risk until then. */
function goneBy(day: string | null, today: PlainDate): NamedOwner {
  const goneOn = day === null ? undefined : parsePlainDate(day);
  return { known: true, goneOn: goneOn && comparePlainDates(goneOn, today) <= 0 ? goneOn : undefined };
}
