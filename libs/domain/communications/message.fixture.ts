import type { Participation } from '#platform/agreements';
import type { Actor, DecisionContext } from '#platform/event-sourcing';
import { deriveId, digestOf, type IdOf } from '#platform/values';
import { londonDate, parseInstant, parsePlainDate } from '#platform/working-days';
import { SPEC_NOW, specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import type { ContentFacts, IssueFacts, MessageCommand, MessageInput } from './message.commands.js';
import { contentDigest, type MessageContent } from './message.content.js';
import { messageDecider } from './message.decider.js';
import type { MessageEvent } from './message.events.js';
import { askedKey, DRAFTING } from './message.readers.js';
import type { MessageState } from './message.state.js';

/** People, contents and facts for the specs of messages. */

export const TESCO = deriveId('organisation', 'tesco');
export const GREGGS = deriveId('organisation', 'greggs');
const NAMES: Readonly<Record<string, string>> = { [TESCO]: 'Tesco', [GREGGS]: 'Greggs' };

function person(subject: string, kind: string, id: string, role: string, officerId?: string): Actor {
  const actor = { party: { kind, id }, subject, roles: [role], client: 'spec' };
  return officerId === undefined ? actor : { ...actor, officerId };
}

export const hseLead = person('ann', 'HSE', 'authority-hse', 'COMMUNICATIONS_LEAD');
export const otherHseLead = person('abe', 'HSE', 'authority-hse', 'COMMUNICATIONS_LEAD');
export const hseDrafter = person('dan', 'HSE', 'authority-hse', 'LEAD');
export const lacorsLead = person('ben', 'COORDINATING_BODY', 'authority-lacors', 'COMMUNICATIONS_LEAD');
export const manager = person('cat', 'LOCAL_AUTHORITY', 'authority-dundee', 'OFFICER', 'officer-cat');
export const representative = person('eve', 'ORGANISATION', TESCO, 'REPRESENTATIVE');
export const stranger = person('fay', 'ORGANISATION', GREGGS, 'REPRESENTATIVE');

/** What the read models would say of somebody. */
export function participationOf({ party, subject }: Actor): Participation {
  const posts = subject === manager.subject ? [{ post: 'ACCOUNT_MANAGER', organisationId: TESCO }] : [];
  return { partyIds: [party.id], posts };
}

export const today = londonDate(SPEC_NOW);

export const content: MessageContent = {
  title: 'Who to ask before you contact a large organisation',
  purpose: 'Councils know of the pilot and of its account managers.',
  source: 'COORDINATING_BODY',
  wording: { subject: 'Ask the account manager first', body: 'Before you write to *any* store, ask.' },
  audiences: [{ segment: 'LOCAL_AUTHORITIES', region: 'Scotland' }, { segment: 'TRADE_UNIONS' }],
  organisationIds: [],
  channels: [
    {
      channel: 'REGIONAL_MEETING',
      region: 'Scotland',
      speaker: 'Regional manager',
      on: parsePlainDate('2006-04-04'),
      speakingNote: 'Say **why** it helps.',
    },
    { channel: 'NEWSLETTER', newsletter: 'Environmental Health News' },
    { channel: 'EMAIL', recipientListIds: [deriveId('recipient-list', 'scotland')] },
  ],
  attachments: [
    {
      name: 'Core principles.pdf',
      mediaType: 'application/pdf',
      size: 120_000,
      digest: digestOf('core principles'),
      location: 'HELA Extranet, large organisations',
    },
  ],
  window: { from: parsePlainDate('2006-03-20'), until: parsePlainDate('2006-04-28') },
  programmePeriods: [],
};

/** The same message, in which Tesco is spoken of. */
export const aboutTesco: MessageContent = { ...content, organisationIds: [TESCO] };

export function factsFor(wanted: MessageContent): ContentFacts {
  const { organisationIds, earlierMessage } = wanted;
  return {
    digest: contentDigest(wanted),
    organisations: organisationIds.map((id) => ({
      kind: 'READY',
      organisation: { id, name: NAMES[id] ?? id },
      accountManagerId: `manager of ${id}`,
    })),
    unknownRegions: [],
    unfitRecipientLists: [],
    unknownPeriods: [],
    unfitWindow: [],
    earlierMessage: earlierMessage && 'ISSUED',
  };
}

/** Nothing stands against the issue. */
export function issueFactsFor(wanted: MessageContent = content): IssueFacts {
  return {
    digest: contentDigest(wanted),
    unfitPeriods: [],
    channelsNotConfigured: [],
    unfitRecipientLists: [],
    earlierMessage: wanted.earlierMessage && 'ISSUED',
  };
}

type CommandNamed<Name extends MessageCommand['type']> = Extract<MessageCommand, { type: Name }>;

export function drafting(wanted: MessageContent = content): CommandNamed<'DraftMessage'> {
  return { type: 'DraftMessage', data: { content: wanted, facts: factsFor(wanted) } };
}

export function revising(wanted: MessageContent, reason = 'A comment was right.'): CommandNamed<'ReviseMessage'> {
  return { type: 'ReviseMessage', data: { content: wanted, reason, facts: factsFor(wanted) } };
}

export function proposing(wanted: MessageContent = content, version = 1): CommandNamed<'ProposeMessage'> {
  const digest = contentDigest(wanted);
  return {
    type: 'ProposeMessage',
    data: { version, digest, workingDays: 10, nation: 'GB-ENG', facts: factsFor(wanted) },
  };
}

export function confirming(by: Actor, wanted: MessageContent = content, version = 1): CommandNamed<'GiveAgreement'> {
  const participation = participationOf(by);
  return { type: 'GiveAgreement', data: { version, digest: contentDigest(wanted), participation } };
}

export function issuing(wanted: MessageContent = content, version = 1): CommandNamed<'IssueMessage'> {
  return { type: 'IssueMessage', data: { version, digest: contentDigest(wanted), facts: issueFactsFor(wanted) } };
}

export const specification = specificationOf(messageDecider);

export type Step = readonly [command: MessageCommand, by: Actor, now?: string];

/** The events of commands that must all be accepted, each decided on what those before it left. */
export function historyOf(...steps: readonly Step[]): readonly MessageEvent[] {
  let state: MessageState = messageDecider.initialState;
  const history: MessageEvent[] = [];
  for (const [command, by, now] of steps) {
    const decision = messageDecider.decide(command, state, contextFor(by, now));
    if (decision.outcome === 'rejected') throw new Error(`${command.type}: ${decision.rejection.message}`);
    history.push(...decision.events);
    state = decision.events.reduce(messageDecider.evolve, state);
  }
  return history;
}

export function contextFor(actor: Actor, at: string = SPEC_NOW): DecisionContext {
  const now = parseInstant(at);
  return { actor, now, today: londonDate(now), effectiveAt: now };
}

export const draftSteps: readonly Step[] = [[drafting(), hseDrafter]];
export const proposedSteps: readonly Step[] = [...draftSteps, [proposing(), hseDrafter]];
export const confirmedSteps: readonly Step[] = [
  ...proposedSteps,
  [confirming(hseLead), hseLead],
  [confirming(lacorsLead), lacorsLead],
];
export const issuedSteps: readonly Step[] = [...confirmedSteps, [issuing(), lacorsLead]];

/** Proposed to everybody who must confirm a message that names Tesco. */
export const proposedAboutTesco: readonly Step[] = [
  [drafting(aboutTesco), hseDrafter],
  [proposing(aboutTesco), hseDrafter],
];

/** Which versions somebody reads, as the session would know. */
export function readerFacts({ party }: Actor): {
  readonly readerKeys: readonly string[];
  readonly ownOrganisationId: IdOf<'organisation'> | undefined;
} {
  const own = [TESCO, GREGGS].find((id) => id === party.id);
  return { readerKeys: own ? [askedKey(own)] : [DRAFTING], ownOrganisationId: own };
}

export type { MessageInput };
