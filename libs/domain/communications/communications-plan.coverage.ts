import { dateInWords, daysBetween, type PlainDate } from '#platform/working-days';
import {
  audienceKey,
  audienceName,
  audienceReaches,
  audienceScope,
  segmentName,
  SEGMENTS,
  type Audience,
  type Channel,
  type Segment,
} from './audience.vocabulary.js';
import type { NeedDetails } from './communications-plan.events.js';

/** Whether a plan's needs are met, computed when asked from what was issued: pure. */

/** A linked message, as far as it decides who has heard it. */
export interface LinkedMessage {
  readonly id: string;
  /** `undefined`: it was withdrawn, and nobody will hear it. */
  readonly standing: 'TO_COME' | 'ISSUED' | 'WITHDRAWN';
  /** The day of issue. */
  readonly issuedOn: PlainDate | undefined;
  /** The days from and to which it can be issued: its window, less what an embargo takes of it. */
  readonly issuable: { readonly from: PlainDate; readonly until: PlainDate };
  readonly audiences: readonly Audience[];
  readonly channels: readonly LinkedChannel[];
}

export interface LinkedChannel {
  readonly channel: Channel;
  /** Of a meeting: where, and on which day. */
  readonly region?: string | undefined;
  readonly on?: PlainDate | undefined;
}

export interface NeedToCover extends NeedDetails {
  readonly number: number;
  readonly messageIds: readonly string[];
}

export type NeedCoverage = 'COVERED' | 'LATE' | 'PLANNED' | 'GAP' | 'OVERDUE';
/** The segments of the vocabulary of which no need speaks are gaps, too (HELA paper, Annex 2). */
export type CellCoverage = NeedCoverage | 'NOT_IN_PLAN';

export interface CoveredNeed {
  readonly need: NeedToCover;
  readonly coverage: NeedCoverage;
  /** In a sentence, for people. */
  readonly sentence: string;
}

export function coverageOf(
  need: NeedToCover,
  messages: ReadonlyMap<string, LinkedMessage>,
  today: PlainDate,
): CoveredNeed {
  const linked = need.messageIds.flatMap((id) => messages.get(id) ?? []);
  const [first] = linked
    .filter(({ standing }) => standing === 'ISSUED')
    .flatMap((message) => hearingDays(message, need, today))
    .toSorted();
  if (first !== undefined && first <= today) {
    const coverage = first <= need.by ? 'COVERED' : 'LATE';
    return { need, coverage, sentence: toldSentence(need, first) };
  }
  if (need.by < today) return { need, coverage: 'OVERDUE', sentence: overdueSentence(need) };
  const isPlanned = linked.some((message) => hearingDays(message, need, today).some((day) => day <= need.by));
  if (isPlanned) return { need, coverage: 'PLANNED', sentence: plannedSentence(need) };
  return { need, coverage: 'GAP', sentence: gapSentence(need) };
}

/**
 * The days on which those in need hear a message, one for each of its channels: of one that is to come, the first day on
 * which that can be. A meeting that is over by the issue has not heard it.
 */
function hearingDays(message: LinkedMessage, need: NeedDetails, today: PlainDate): readonly PlainDate[] {
  const issue = dayOfIssue(message, today);
  if (issue === undefined) return [];
  return channelsFor(message, need)
    .map(({ on }) => on ?? issue)
    .filter((day) => day >= issue);
}

/** Of a message that is to come, the first day that is left; `undefined`: there is none. */
function dayOfIssue({ standing, issuedOn, issuable }: LinkedMessage, today: PlainDate): PlainDate | undefined {
  if (standing === 'ISSUED') return issuedOn;
  const first = issuable.from > today ? issuable.from : today;
  return standing === 'TO_COME' && first <= issuable.until ? first : undefined;
}

/** The channels over which the message reaches those in need, where it is addressed to them. */
function channelsFor(message: LinkedMessage, need: NeedDetails): readonly LinkedChannel[] {
  if (!message.audiences.some((addressed) => audienceReaches(addressed, need.audience))) return [];
  return message.channels.filter(({ channel, region }) => channel === need.channel && isHeldFor(need.audience, region));
}

/** A meeting in one region reaches that region's people, and whoever is not told apart by region. */
function isHeldFor(audience: Audience, meetingRegion: string | undefined): boolean {
  const wanted = 'region' in audience ? audience.region : undefined;
  return meetingRegion === undefined || wanted === undefined || wanted.toLowerCase() === meetingRegion.toLowerCase();
}

const OVER: Readonly<Record<Channel, string>> = {
  REGIONAL_MEETING: 'at a regional meeting',
  NEWSLETTER: 'in a newsletter',
  EXTRANET: 'on the extranet',
  WEB: 'on the web',
  LETTER: 'by letter',
  EMAIL: 'by e-mail',
  WEBHOOK: 'by webhook',
};

function toldSentence(need: NeedToCover, day: PlainDate): string {
  const late = daysBetween(need.by, day);
  const when = late <= 0 ? `by ${dateInWords(need.by)}, as needed` : `${late} ${late === 1 ? 'day' : 'days'} late`;
  return `${whoHears(need)} are told “${need.what}” ${OVER[need.channel]} on ${dateInWords(day)}, ${when}.`;
}

function plannedSentence(need: NeedToCover): string {
  const rest = `are to hear “${need.what}” ${OVER[need.channel]} by ${dateInWords(need.by)}`;
  return `${whoHears(need)} ${rest}; a message that can reach them by then is linked.`;
}

function gapSentence(need: NeedToCover): string {
  const rest = `must hear “${need.what}” ${OVER[need.channel]} by ${dateInWords(need.by)}`;
  const why =
    need.messageIds.length > 0 ? 'and none of the messages linked will reach them so' : 'and no message is linked';
  return `${whoHears(need)} ${rest}, ${why}.`;
}

function overdueSentence(need: NeedToCover): string {
  const rest = `should have heard “${need.what}” ${OVER[need.channel]} by ${dateInWords(need.by)}`;
  return `${whoHears(need)} ${rest}, and no message has reached them so.`;
}

function whoHears({ audience }: NeedDetails): string {
  const name = audience.segment === 'HSE_SECTOR' ? `people in ${audienceName(audience)}` : audienceName(audience);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** A cell of the matrix: an audience, a channel and a milestone for which the plan has needs, or a segment without any. */
export interface CoverageCell {
  readonly segment: Segment;
  readonly region: string | undefined;
  readonly sector: string | undefined;
  readonly channel: Channel | undefined;
  readonly milestone: number | undefined;
  readonly needs: readonly number[];
  /** The worst of its needs. */
  readonly coverage: CellCoverage;
}

/** From the worst on. */
const WORST_FIRST: readonly NeedCoverage[] = ['OVERDUE', 'GAP', 'LATE', 'PLANNED', 'COVERED'];

/** The cells in the order of the vocabulary, then of the needs. */
export function matrixOf(covered: readonly CoveredNeed[]): readonly CoverageCell[] {
  const cells = Map.groupBy(covered, ({ need: { audience, channel, milestone } }) =>
    JSON.stringify([audienceKey(audience), channel, milestone]),
  );
  const named = [...cells.values()].flatMap(cellOf);
  return SEGMENTS.flatMap((segment) => {
    const ofSegment = named.filter((cell) => cell.segment === segment);
    return ofSegment.length > 0 ? ofSegment : [unnamedCell(segment)];
  });
}

function cellOf(covered: readonly CoveredNeed[]): readonly CoverageCell[] {
  const [first] = covered;
  if (!first) return [];
  const { audience, channel, milestone } = first.need;
  const { segment } = audience;
  const scope = audienceScope(audience);
  const [region, sector] = segment === 'HSE_SECTOR' ? [undefined, scope] : [scope, undefined];
  const coverage = WORST_FIRST.find((each) => covered.some((one) => one.coverage === each)) ?? first.coverage;
  return [{ segment, region, sector, channel, milestone, needs: covered.map(({ need }) => need.number), coverage }];
}

function unnamedCell(segment: Segment): CoverageCell {
  const everything = { region: undefined, sector: undefined, channel: undefined, milestone: undefined };
  return { segment, ...everything, needs: [], coverage: 'NOT_IN_PLAN' };
}

export interface PlanGap {
  readonly segment: Segment;
  readonly coverage: 'GAP' | 'OVERDUE' | 'NOT_IN_PLAN';
  readonly need: number | undefined;
  readonly sentence: string;
}

/** What nobody has met and nobody is about to, the overdue first; then whom the plan leaves out. */
export function gapsOf(covered: readonly CoveredNeed[]): readonly PlanGap[] {
  const unmet = (['OVERDUE', 'GAP'] as const).flatMap((coverage) =>
    covered
      .filter((each) => each.coverage === coverage)
      .map(({ need, sentence }) => ({ segment: need.audience.segment, coverage, need: need.number, sentence })),
  );
  const named = new Set(covered.map(({ need }) => need.audience.segment));
  const unnamed = SEGMENTS.filter((segment) => !named.has(segment)).map((segment): PlanGap => {
    const sentence = `No ${segmentName(segment)} in this plan: nothing says what they must hear.`;
    return { segment, coverage: 'NOT_IN_PLAN', need: undefined, sentence };
  });
  return [...unmet, ...unnamed];
}
