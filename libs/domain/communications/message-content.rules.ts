import { dateInWords, londonDate, type PlainDate } from '#platform/working-days';
import { reject } from '#platform/event-sourcing';
import { prose } from '#platform/values';
import { audienceScope } from './audience.vocabulary.js';
import type { ContentFacts, EarlierMessageFacts, NamingFacts, UnfitRecipientList } from './message.commands.js';
import { isSentByService, type EarlierMessage, type MessageContent } from './message.content.js';
import { checkWording, describeWordingFault, plainTextOf, renderWording } from './wording.markdown.js';

/** Why a content cannot be that of a message; `undefined` when nothing stands against it. */
export function refuseContent(content: MessageContent, facts: ContentFacts) {
  return (
    refuseWording(content) ??
    refuseTimes(content) ??
    refuseOrganisations(facts.organisations) ??
    refuseRegions(content, facts.unknownRegions) ??
    refuseRecipientLists(content, facts.unfitRecipientLists) ??
    refusePeriods(facts.unknownPeriods) ??
    refuseEarlierMessage(content.earlierMessage, facts.earlierMessage)
  );
}

/** A version whose window has passed could never be issued: there is nothing to confirm. */
export function refusePassedWindow({ window }: MessageContent, today: PlainDate) {
  if (today <= window.until) return undefined;
  return reject(
    'WINDOW_PASSED',
    `The issue window ended with ${dateInWords(window.until)}. Revise the message first.`,
    ['version'],
  );
}

/** Programme dates that leave no day of the window, unless the content says why it may be issued all the same. */
export function refuseUnfitWindow({ programmeException }: MessageContent, { unfitWindow }: ContentFacts) {
  if (programmeException !== undefined || unfitWindow.length === 0) return undefined;
  return reject(
    'PROGRAMME_NOT_FITTED',
    `No day of the issue window fits the authorities' programmes. ${unfitWindow.join(' ')} Revise the window, or say why ` +
      'the message may be issued all the same.',
    ['version'],
  );
}

/** As much as a dispatch takes: what is confirmed can then be sent. */
const SENDABLE = { text: prose(50_000), htmlLength: 200_000 } as const;

/** Markdown that holds markup or links which would not reach a reader as they were confirmed. */
function refuseWording({ wording, channels }: MessageContent) {
  const notes = channels.flatMap((each, index) =>
    each.channel === 'REGIONAL_MEETING'
      ? [{ field: ['content', 'channels', String(index), 'speakingNote'], markdown: each.speakingNote }]
      : [],
  );
  const texts = [{ field: ['content', 'wording', 'body'], markdown: wording.body }, ...notes];
  for (const { field, markdown } of texts) {
    const [first, ...others] = checkWording(markdown);
    if (!first) continue;
    const more = others.length > 0 ? ` There are ${others.length} more.` : '';
    return reject('WORDING_UNSAFE', `${describeWordingFault(first)}${more}`, field);
  }
  return refuseUnsendable(wording.body);
}

function refuseUnsendable(body: string) {
  const fault = SENDABLE.text.safeParse(plainTextOf(body)).error?.issues[0]?.message;
  const tooLong = renderWording(body).length > SENDABLE.htmlLength;
  if (fault === undefined && !tooLong) return undefined;
  return reject(
    'WORDING_UNSAFE',
    tooLong ? 'The wording is too long once it is rendered.' : `The wording, read as plain text, ${fault}.`,
    ['content', 'wording', 'body'],
  );
}

/** What an embargo or a meeting's day would keep from being done, however the window is used. */
function refuseTimes({ embargoUntil, window, channels }: MessageContent) {
  const free = embargoUntil === undefined ? window.from : londonDate(embargoUntil);
  if (free > window.until) {
    return reject(
      'EMBARGO_OUTLASTS_WINDOW',
      `The embargo ends on ${dateInWords(free)}, after the issue window has ended on ${dateInWords(window.until)}: the message could never be ` +
        'issued.',
      ['content', 'embargoUntil'],
    );
  }
  const first = free > window.from ? free : window.from;
  for (const [index, each] of channels.entries()) {
    if (each.channel !== 'REGIONAL_MEETING' || each.on >= first) continue;
    return reject(
      'MEETING_BEFORE_ISSUE',
      `The meeting in ${each.region} is on ${dateInWords(each.on)}; the message cannot be issued before ${dateInWords(first)}, so that it could ` +
        'not be said there.',
      ['content', 'channels', String(index), 'on'],
    );
  }
  return undefined;
}

function refuseOrganisations(organisations: readonly NamingFacts[]) {
  const index = organisations.findIndex(({ kind }) => kind !== 'READY');
  const found = organisations[index];
  if (!found || found.kind === 'READY') return refuseSameManager(organisations);
  const field = ['content', 'organisationIds', String(index)];
  switch (found.kind) {
    case 'UNKNOWN':
      return reject('ORGANISATION_UNKNOWN', 'There is no such organisation.', field);
    case 'NO_ACTIVE_PARTNERSHIP':
      return reject(
        'ORGANISATION_CANNOT_CONFIRM',
        `${found.name} has no active partnership, so that nobody could confirm what is said of it. Leave it out, or wait ` +
          'until its partnership is active.',
        field,
      );
    case 'NO_ACCOUNT_MANAGER':
      return reject(
        'ORGANISATION_CANNOT_CONFIRM',
        `Nobody is account manager of ${found.name} at the moment, who would have to confirm what is said of it. Have ` +
          'one appointed first.',
        field,
      );
  }
}

/** One person never counts for two: whoever manages two of the accounts could confirm for one of them only. */
function refuseSameManager(organisations: readonly NamingFacts[]) {
  const ready = organisations.flatMap((each) => (each.kind === 'READY' ? [each] : []));
  const sharing = (each: (typeof ready)[number]) =>
    ready.find((other) => other !== each && other.accountManagerId === each.accountManagerId);
  const index = ready.findLastIndex((each) => sharing(each) !== undefined);
  const second = ready[index];
  const first = second && sharing(second);
  if (!first) return undefined;
  return reject(
    'ORGANISATION_CANNOT_CONFIRM',
    `${first.organisation.name} and ${second.organisation.name} have the same account manager, who can confirm for one ` +
      'of them only. Draft a message for each.',
    ['content', 'organisationIds', String(index)],
  );
}

function refuseRegions({ audiences, channels }: MessageContent, unknown: readonly string[]) {
  const named = [
    ...audiences.map((each, index) => ({
      region: each.segment === 'HSE_SECTOR' ? undefined : audienceScope(each),
      field: ['content', 'audiences', String(index), 'region'],
    })),
    ...channels.map((each, index) => ({
      region: each.channel === 'REGIONAL_MEETING' ? each.region : undefined,
      field: ['content', 'channels', String(index), 'region'],
    })),
  ];
  const found = named.find(({ region }) => region !== undefined && unknown.includes(region.toLowerCase()));
  if (!found) return undefined;
  return reject('REGION_UNKNOWN', `No authority in the register is in the region ${found.region}.`, found.field);
}

/** At drafting, a list that nobody is on yet is none of its business. */
function refuseRecipientLists({ channels }: MessageContent, unfit: readonly UnfitRecipientList[]) {
  const lists = unfit.filter(({ kind }) => kind !== 'EMPTY');
  for (const [index, each] of channels.entries()) {
    if (!isSentByService(each)) continue;
    for (const [place, id] of each.recipientListIds.entries()) {
      const found = lists.find((list) => list.id === id);
      if (found) return refuseList(found, ['content', 'channels', String(index), 'recipientListIds', String(place)]);
    }
  }
  return undefined;
}

/** The refusal of a recipient list over which nothing can be sent. */
export function refuseList({ kind, why }: UnfitRecipientList, field?: readonly string[]) {
  switch (kind) {
    case 'UNKNOWN':
      return reject('RECIPIENT_LIST_UNKNOWN', why, field);
    case 'UNFIT':
      return reject('RECIPIENT_LIST_UNFIT', why, field);
    case 'EMPTY':
      return reject('RECIPIENT_LISTS_EMPTY', why, field);
  }
}

function refusePeriods([first]: readonly number[]) {
  if (first === undefined) return undefined;
  return reject('PROGRAMME_PERIOD_UNKNOWN', 'No programme calendar has this period.', [
    'content',
    'programmePeriods',
    String(first),
  ]);
}

/**
 * Only what was issued can be corrected or superseded, and nothing before that: what a message points to was issued
 * before it, so that no chain of messages can run in a circle.
 */
export function refuseEarlierMessage(earlier: EarlierMessage | undefined, facts: EarlierMessageFacts | undefined) {
  if (!earlier) return undefined;
  const field = ['content', 'earlierMessage', 'messageId'];
  const purpose = earlier.relation === 'CORRECTS' ? 'corrected' : 'superseded';
  switch (facts) {
    case 'ISSUED':
      return undefined;
    case 'SUPERSEDED':
      if (earlier.relation === 'CORRECTS') return undefined;
      return reject(
        'EARLIER_MESSAGE_SUPERSEDED',
        'Another message has taken the place of that message already. Supersede that one instead.',
        field,
      );
    case 'NOT_ISSUED':
      return reject('EARLIER_MESSAGE_NOT_ISSUED', `Only a message that was issued can be ${purpose}.`, field);
    case 'UNKNOWN':
    case undefined:
      return reject('EARLIER_MESSAGE_UNKNOWN', 'There is no such message.', field);
  }
}
