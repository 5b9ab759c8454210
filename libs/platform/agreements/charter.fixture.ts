import { z } from 'zod';
import {
  accept,
  defineEvents,
  reject,
  type Actor,
  type Decider,
  type EventsOf,
  type InputsOf,
} from '#platform/event-sourcing';
import { line } from '#platform/values';
import { agreementCommands, isAgreementCommand, type AgreementCommand } from './agreement.commands.js';
import { decideAgreement, seekAgreement, voidAgreement } from './agreement.decisions.js';
import { agreementEvents } from './agreement.events.js';
import type { AgreementRejection } from './agreement.rejections.js';
import { evolveAgreement, isAgreementEvent, type Agreement } from './agreement.state.js';
import type { Participation, Quorum } from './quorum.js';
import { signatoryOf } from './signatory.js';

/** The smallest aggregate that is agreed: a text that HSE and one council must both agree to. */

export const HSE = 'authority-hse';
export const DUNDEE = 'authority-dundee';
export const TESCO = 'organisation-tesco';

export const charterQuorum: Quorum = {
  rule: 'charter.1',
  seats: [
    {
      key: 'HSE',
      label: 'Two leads of HSE',
      persons: 2,
      holders: [{ kind: 'ROLE', partyKind: 'HSE', role: 'LEAD' }],
      authorMayAgree: true,
    },
    {
      key: 'COUNCIL',
      label: 'A lead of Dundee City Council',
      persons: 1,
      holders: [{ kind: 'ROLE', partyKind: 'LOCAL_AUTHORITY', partyId: DUNDEE, role: 'LEAD' }],
      authorMayAgree: false,
    },
    {
      key: 'ACCOUNT_MANAGER',
      label: 'The account manager of Tesco',
      persons: 1,
      holders: [{ kind: 'POST', post: 'ACCOUNT_MANAGER', organisationId: TESCO }],
      authorMayAgree: true,
    },
  ],
};

export const charterCommands = { DraftCharter: z.strictObject({ text: line(200) }), ...agreementCommands };
export type CharterCommand = Extract<InputsOf<typeof charterCommands>, { type: 'DraftCharter' }> | AgreementCommand;

export const charterEvents = defineEvents('charters', {
  CharterDrafted: {
    version: 1,
    description: 'The charter has a new text.',
    schema: z.strictObject({ version: z.int().min(1), text: line(200) }),
  },
  ...agreementEvents,
});
export type CharterEvent = EventsOf<typeof charterEvents>;

export interface Charter {
  readonly version: number;
  readonly text: string;
  readonly agreement: Agreement | undefined;
}

export const charterDecider: Decider<Charter, CharterCommand, CharterEvent, AgreementRejection | 'SAME_TEXT'> = {
  initialState: { version: 0, text: '', agreement: undefined },

  decide(command, state, context) {
    if (isAgreementCommand(command)) return decideAgreement(command, state.agreement, context);
    const { text } = command.data;
    if (text === state.text) return reject('SAME_TEXT', 'The charter says so already.');
    const version = state.version + 1;
    const sought = seekAgreement(
      {
        version,
        content: { text },
        title: 'The charter',
        quorum: charterQuorum,
        authors: [signatoryOf(context.actor)],
        within: { workingDays: 5, nation: 'GB-SCT' },
      },
      context.now,
    );
    const voided = voidAgreement(state.agreement, 'The text changed.', context.now);
    return accept<CharterEvent>(...voided, { type: 'CharterDrafted', data: { version, text } }, sought);
  },

  evolve(state, event) {
    if (isAgreementEvent(event)) return { ...state, agreement: evolveAgreement(state.agreement, event) };
    return { ...state, ...event.data };
  },
};

/** A person as a decision sees one. */
export function person(subject: string, kind: string, id: string, role = 'LEAD'): Actor {
  return { party: { kind, id }, subject, roles: [role], client: 'spec' };
}

export const ann = person('ann', 'HSE', HSE);
export const ben = person('ben', 'HSE', HSE);
export const cat = person('cat', 'LOCAL_AUTHORITY', DUNDEE);
export const eve = person('eve', 'LOCAL_AUTHORITY', 'authority-wakefield');

/** What the read models would say of somebody without a post. */
export function forParty(actor: Actor): Participation {
  return { partyIds: [actor.party.id], posts: [] };
}

export function asAccountManager(actor: Actor): Participation {
  return { ...forParty(actor), posts: [{ post: 'ACCOUNT_MANAGER', organisationId: TESCO }] };
}
