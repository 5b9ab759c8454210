import type {
  AppendResult,
  EventId,
  ExpectedRevision,
  Position,
  Revision,
} from '../../../libs/platform/event-store/index.js';
import type { CheckedLog } from '../checked-log.js';
import type { AppendOperation, SeenEvent } from '../history.js';
import type { Knowledge } from '../knowledge.js';
import { described, type Report } from '../violation.js';

export interface AppendRules {
  readonly log: CheckedLog;
  readonly knowledge: Knowledge;
  readonly appends: readonly AppendOperation[];
  readonly saysWhoWrote: boolean;
  readonly report: Report;
}

/** Every append against what became of it. */
export function checkAppends(rules: AppendRules): void {
  const { log, appends, saysWhoWrote, report } = rules;
  const senders = sendersOf(appends);
  const writtenNow = new Set<string>();
  for (const append of appends) {
    const found = log.whole(append);
    if (found === undefined) checkAbsent(append, rules, senders);
    const { outcome } = append;
    if (outcome.kind !== 'done') checkRefused(append, found, rules, senders);
    else checkDone(append, outcome.result, found, rules, senders);
    if (outcome.kind !== 'done' || !saysWhoWrote) continue;
    if (outcome.result.repeated) checkWriter(append, senders, report);
    else if (writtenNow.has(keyOf(append))) report('repeating-is-safe', `${described(append)}: written anew twice`);
    else writtenNow.add(keyOf(append));
  }
}

/** An append that the log does not have as a whole: none of its events may be there by its doing. */
function checkAbsent(append: AppendOperation, { log, report }: AppendRules, senders: SendersById): void {
  const there = append.events.filter(({ id }) => log.find(id) !== undefined);
  const explained = there.every(({ id }) => senders.get(id)?.some((other) => log.whole(other) !== undefined) ?? false);
  if (explained) return;
  report('all-or-none', `${described(append)}: ${there.length} of ${append.events.length} events are in the log`);
}

type SendersById = ReadonlyMap<EventId, readonly AppendOperation[]>;

/** By event, the appends that sent it: more than one where ids are used again with other content or other company. */
function sendersOf(appends: readonly AppendOperation[]): SendersById {
  const senders = new Map<EventId, AppendOperation[]>();
  for (const append of appends) {
    for (const { id } of append.events) {
      const known = senders.get(id);
      if (known) known.push(append);
      else senders.set(id, [append]);
    }
  }
  return senders;
}

function checkDone(
  append: AppendOperation,
  result: AppendResult,
  found: readonly SeenEvent[] | undefined,
  { log, knowledge, saysWhoWrote, report }: AppendRules,
  senders: SendersById,
): void {
  const what = described(append);
  const [first, last] = [found?.at(0), found?.at(-1)];
  if (first === undefined || last === undefined) {
    return report('acknowledged-is-kept', `${what}: acknowledged at position ${result.position}, but not in the log`);
  }
  const answered = [result.firstRevision, result.lastRevision, result.position, result.recordedAt].join(' ');
  const actual = [first.revision, last.revision, last.position, last.recordedAt].join(' ');
  const rule = result.repeated ? 'repeating-is-safe' : 'acknowledged-is-kept';
  if (answered !== actual) report(rule, `${what}: was told ${answered}, but the log has ${actual}`);
  if (last.position > log.ceilingAt(append.answeredAt))
    report('nothing-invented', `${what}: answered before it was sent`);
  // Where it does not say who wrote, what several have sent may have been written for another of them, earlier.
  if (result.repeated || (!saysWhoWrote && senders.get(first.id)?.length !== 1)) return;
  const before = (first.revision === 0 ? undefined : first.revision - 1) as Revision | undefined;
  if (!meets(append.expected, before)) {
    report('one-winner', `${what}: written at revision ${first.revision}`);
  }
  for (const { rule: broken, position } of knowledge.before(append)) {
    if (first.position > position) continue;
    return report(
      broken,
      `${what}: written at ${first.position}, when ${position} had been answered before it was sent`,
    );
  }
}

function checkRefused(
  append: AppendOperation,
  found: readonly SeenEvent[] | undefined,
  { log, knowledge, saysWhoWrote, report }: AppendRules,
  senders: SendersById,
): void {
  const { outcome } = append;
  const what = described(append);
  if (outcome.kind === 'done' || outcome.kind === 'unknown') return;
  if (found !== undefined && !mayHaveBeenWritten(append, senders, saysWhoWrote))
    return report('refused-leaves-nothing', `${what}: refused, but in the log`);
  const floor = knowledge.before(append).at(-1)?.position ?? log.start;
  if (outcome.kind === 'id-conflict') {
    const known = log.find(outcome.eventId);
    if (found !== undefined) report('refused-with-reason', `${what}: the log has it unchanged, so it is a repetition`);
    else if (known === undefined || known.position > log.ceilingAt(append.answeredAt)) {
      report('refused-with-reason', `${what}: event ${outcome.eventId} was not in the log`);
    }
  } else if (outcome.kind === 'wrong-revision') {
    const first = found?.at(0);
    // Where the stream has come so far, the append is in it: whoever sees the one must see the other.
    if (first !== undefined && (first.position <= floor || (outcome.actual ?? -1) >= first.revision)) {
      report('repeating-is-safe', `${what}: a repetition was refused`);
    }
    if (!wasAt(append, outcome.actual, floor, log)) {
      report('refused-with-reason', `${what}: told that the revision is ${outcome.actual ?? 'none'}, which it was not`);
    }
  }
}

/** Whether the stream was at a revision that the append did not expect, at some moment while it was under way. */
function wasAt(append: AppendOperation, actual: Revision | undefined, floor: Position, log: CheckedLog): boolean {
  if (meets(append.expected, actual)) return false;
  const ceiling = log.ceilingAt(append.answeredAt);
  const [lowest, highest] = [floor, ceiling].map((position) => log.revisionAt(append.stream, position) ?? -1);
  const value = actual ?? -1;
  return value >= (lowest ?? -1) && value <= (highest ?? -1);
}

/** What was told to have been written before has been written by somebody, unless nobody knows. */
function checkWriter(append: AppendOperation, senders: SendersById, report: Report): void {
  if (mayHaveBeenWritten(append, senders, true)) return;
  report('repeating-is-safe', `${described(append)}: told that it had been written before, but nobody had written it`);
}

/** Whether these events, alone or in company, were acknowledged as written, or sent without a telling answer. */
function mayHaveBeenWritten(
  { events: [first] }: AppendOperation,
  senders: SendersById,
  saysWhoWrote: boolean,
): boolean {
  const all = first === undefined ? [] : (senders.get(first.id) ?? []);
  // Who wrote it, and lost the answer, is told that it was written before.
  const wrote = ({ repeated }: AppendResult): boolean => !repeated || !saysWhoWrote;
  return all.some(({ outcome }) => outcome.kind === 'unknown' || (outcome.kind === 'done' && wrote(outcome.result)));
}

/** Appends of the same events, in the same order, to the same stream are one append however often they are sent. */
function keyOf({ stream, events }: AppendOperation): string {
  return `${stream} ${events.map(({ id, digest }) => `${id} ${digest}`).join(' ')}`;
}

function meets(expected: ExpectedRevision, last: Revision | undefined): boolean {
  if (expected === 'any') return true;
  if (expected === 'none') return last === undefined;
  if (expected === 'exists') return last !== undefined;
  return expected === last;
}
