import type { Caller } from '#platform/access';
import type { Participation } from '#platform/agreements';
import type { DomainContext } from '#platform/contexts';
import { defineAggregate, type Actor } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import {
  asAccountManager,
  charterCommands,
  charterDecider,
  charterEvents,
  eve,
  forParty,
  type Charter,
  type CharterCommand,
  type CharterEvent,
} from '../agreements/charter.fixture.js';

/*
 * The charter as a context of its own, for specs with the engine: Eve is the account manager.
 */

export function participationOf({ caller }: Session): Participation {
  const actor = actorOf(caller);
  return caller.subject === eve.subject ? asAccountManager(actor) : forParty(actor);
}

const prepared = <Input extends object>(input: Input, { session }: { session: Session }) =>
  ({ outcome: 'prepared', data: { ...input, participation: participationOf(session) } }) as const;

export const charterAggregate = defineAggregate<Charter, CharterCommand, CharterEvent, typeof charterCommands, Session>(
  {
    name: 'charter',
    context: 'charters',
    subject: 'Charter',
    events: charterEvents,
    commands: charterCommands,
    creations: ['DraftCharter'],
    decider: charterDecider,
    preparations: {
      GiveAgreement: prepared,
      TakeBackAgreement: prepared,
      RaiseObjection: prepared,
      SettleObjection: prepared,
    },
    attributes: (id) => ({ id }),
    references: () => ({}),
  },
);

export const charters: DomainContext = {
  name: 'charters',
  aggregates: [charterAggregate],
  projections: [],
  policy: (_caller, _standing, allow) => allow(['read', ...Object.keys(charterCommands)], 'Charter'),
  standings: [],
  processes: [],
  mutations: [],
  nodes: [],
  module: class ChartersModule {},
};

export function callerOf({ party, subject, roles, officerId, client }: Actor): Caller {
  const caller = { party, subject, roles: new Set(roles), client };
  return (officerId === undefined ? caller : { ...caller, officerId }) as Caller;
}

function actorOf({ party, subject, roles, client }: Caller): Actor {
  return { party, subject, roles: [...roles], client };
}
