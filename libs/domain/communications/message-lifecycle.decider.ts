import { hasLapsed, samePerson, seekAgreement, signatoryOf, voidAgreement, type Signatory } from '#platform/agreements';
import { accept, reject, type DecisionContext } from '#platform/event-sourcing';
import { refuseContent, refusePassedWindow, refuseUnfitWindow } from './message-content.rules.js';
import type { DataOf, MessageLifecycleCommand, NamingFacts } from './message.commands.js';
import { contentDigest, type MessageContent } from './message.content.js';
import type { MessageEvent } from './message.events.js';
import { quorumFor, type NamedOrganisation } from './message.quorum.js';
import { closed, notReadableYet, otherVersion } from './message.rejections.js';
import type { KnownMessage, MessageDecision } from './message.state.js';

/** So many people can work on one message: each is kept, so that none can confirm where authors may not. */
const MOST_AUTHORS = 200;

export function draft(
  { content, facts }: DataOf<'DraftMessage'>,
  exists: boolean,
  { actor }: DecisionContext,
): MessageDecision {
  if (exists) return reject('ALREADY_EXISTS', 'This message was drafted already. Revise it instead.');
  const by = signatoryOf(actor);
  return (
    refuseContent(content, facts) ??
    accept({ type: 'MessageDrafted', data: { version: 1, digest: contentDigest(content), content, by } })
  );
}

export function decideLifecycle(
  command: Exclude<MessageLifecycleCommand, { type: 'DraftMessage' }>,
  state: KnownMessage,
  context: DecisionContext,
): MessageDecision {
  switch (command.type) {
    case 'ReviseMessage':
      return revise(command.data, state, context);
    case 'ProposeMessage':
      return propose(command.data, state, context);
    case 'WithdrawMessage':
      return withdraw(command.data.reason, state, context);
  }
}

/** The confirmations of the version before are void in the same append: no edit ever carries them on. */
function revise(
  { content, facts, reason }: DataOf<'ReviseMessage'>,
  state: KnownMessage,
  { actor, now }: DecisionContext,
): MessageDecision {
  if (state.issued || state.status === 'WITHDRAWN') return closed(state.status);
  if (contentDigest(content) === state.digest) return accept();
  const by = signatoryOf(actor);
  if (tooManyAuthors(state, by)) {
    return reject('TOO_MANY_RECORDED', `${MOST_AUTHORS} people have worked on this message. Draft a new one.`);
  }
  const refused = refuseContent(content, facts);
  if (refused) return refused;
  return accept<MessageEvent>(...voidAgreement(state.agreement, reason, now), versionAfter(state, content, reason, by));
}

/** A version is put forward once: after it has lapsed, the same content gets a new number. */
function propose(data: DataOf<'ProposeMessage'>, state: KnownMessage, context: DecisionContext): MessageDecision {
  if (state.issued || state.status === 'WITHDRAWN') return closed(state.status);
  if (data.version !== state.version || data.digest !== state.digest) return otherVersion(state, data);
  if (state.status === 'CONFIRMED' || (state.status === 'PROPOSED' && !hasLapsed(state.agreement, context.now))) {
    return reject(
      'ALREADY_PROPOSED',
      `Version ${state.version} was put forward already. A change makes a new version.`,
      ['version'],
    );
  }
  if (data.facts.digest !== state.digest) return notReadableYet();
  const refused =
    refusePassedWindow(state.content, context.today) ??
    refuseUnfitWindow(state.content, data.facts) ??
    refuseContent(state.content, data.facts);
  if (refused) return refused;
  const renewed = state.status === 'DRAFT' ? [] : renewal(state, context);
  const sought = seekAgreement(
    {
      version: state.version + (renewed.length > 0 ? 1 : 0),
      content: state.content,
      title: state.content.title,
      quorum: quorumFor(data.facts.organisations.flatMap(named)),
      authors: state.authors,
      within: { workingDays: data.workingDays, nation: data.nation },
    },
    context.now,
  );
  return accept<MessageEvent>(...renewed, sought);
}

function renewal(state: KnownMessage, { actor, now }: DecisionContext): readonly MessageEvent[] {
  const reason = `The time to confirm version ${state.version} had lapsed; it is put forward anew.`;
  return [
    ...voidAgreement(state.agreement, reason, now),
    versionAfter(state, state.content, reason, signatoryOf(actor)),
  ];
}

function named(facts: NamingFacts): readonly NamedOrganisation[] {
  return facts.kind === 'READY' ? [facts.organisation] : [];
}

function versionAfter({ version }: KnownMessage, content: MessageContent, reason: string, by: Signatory): MessageEvent {
  const digest = contentDigest(content);
  return { type: 'MessageRevised', data: { version: version + 1, digest, content, reason, by } };
}

function tooManyAuthors({ authors }: KnownMessage, by: Signatory): boolean {
  return authors.length >= MOST_AUTHORS && !authors.some((author) => samePerson(author, by));
}

function withdraw(reason: string, state: KnownMessage, { actor, now }: DecisionContext): MessageDecision {
  if (state.status === 'WITHDRAWN' && state.withdrawnBecause === reason) return accept();
  if (state.issued || state.status === 'WITHDRAWN') return closed(state.status);
  return accept<MessageEvent>(...voidAgreement(state.agreement, reason, now), {
    type: 'MessageWithdrawn',
    data: { reason, by: signatoryOf(actor) },
  });
}
