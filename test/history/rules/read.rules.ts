import type { EventId, Position } from '../../../libs/platform/event-store/index.js';
import type { CheckedLog } from '../checked-log.js';
import type {
  HeadOperation,
  Operation,
  PositionOperation,
  ReadAllOperation,
  ReadStreamOperation,
  SeenEvent,
  TypesOperation,
} from '../history.js';
import type { Knowledge } from '../knowledge.js';
import { described, type Report } from '../violation.js';

export interface ReadRules {
  readonly log: CheckedLog;
  readonly knowledge: Knowledge;
  readonly report: Report;
}

/** Every read against the log as it must have been, at least, and as it can have been, at most. */
export function checkRead(operation: Operation, rules: ReadRules): void {
  switch (operation.kind) {
    case 'read-all':
      return checkReadAll(operation, rules);
    case 'read-stream':
      return checkReadStream(operation, rules);
    case 'head':
      return checkHead(operation, rules);
    case 'position-of':
      return checkPosition(operation, rules);
    case 'event-types':
      return checkTypes(operation, rules);
    case 'append':
    case 'subscribe':
  }
}

function checkReadAll(operation: ReadAllOperation, rules: ReadRules): void {
  const { after, limit = Infinity, events } = operation;
  const { log } = rules;
  if (!checkContent(operation, log.slice(after, events.length), rules)) return;
  const least = (floor: Position): number => Math.min(limit, log.countUpTo(after, floor));
  checkLeast(operation, rules, (floor) => (events.length < least(floor) ? `${events.length} events` : undefined));
  if (events.length < limit) checkEnd(operation, events.at(-1), rules);
}

function checkReadStream(operation: ReadStreamOperation, rules: ReadRules): void {
  const { stream, options, events } = operation;
  const { direction = 'forwards', from, to, limit = Infinity } = options;
  const [lowest = 0, highest = Infinity] = direction === 'forwards' ? [from, to] : [to, from];
  const inRange = rules.log.stream(stream).filter(({ revision }) => revision >= lowest && revision <= highest);
  const first = events[0];
  const expected =
    direction === 'forwards'
      ? inRange.slice(0, events.length)
      : inRange
          .filter(({ revision }) => first !== undefined && revision <= first.revision)
          .toReversed()
          .slice(0, limit);
  if (!checkContent(operation, expected, rules)) return;
  checkLeast(operation, rules, (floor) => {
    const visible = inRange.filter(({ position }) => position <= floor);
    const newest = visible.at(-1);
    if (direction === 'forwards') {
      return events.length < Math.min(limit, visible.length) ? `${events.length} events` : undefined;
    }
    if (newest === undefined || limit === 0) return undefined;
    return (first?.revision ?? -1) < newest.revision ? `revision ${first?.revision ?? 'none'} first` : undefined;
  });
  const end = direction === 'forwards' ? events.at(-1) : first;
  if (highest === Infinity && (direction === 'backwards' || events.length < limit)) checkEnd(operation, end, rules);
}

function checkHead(operation: HeadOperation, rules: ReadRules): void {
  const { head, answeredAt } = operation;
  const { log, report } = rules;
  checkLeast(operation, rules, (floor) => (head < floor ? `head ${head}` : undefined));
  if (head > log.ceilingAt(answeredAt))
    report('nothing-invented', `${described(operation)}: ${head} was not reached yet`);
  if (head > log.start) checkEnd(operation, log.slice((head - 1) as Position, 1)[0], rules);
}

function checkPosition(operation: PositionOperation, rules: ReadRules): void {
  const { id, position } = operation;
  const { log, report } = rules;
  const event = log.find(id);
  if (position !== undefined && position !== event?.position) {
    report(
      'exact-reads',
      `${described(operation)}: ${position}, but the log has ${event?.position ?? 'no such event'}`,
    );
  }
  checkLeast(operation, rules, (floor) =>
    position === undefined && event !== undefined && event.position <= floor ? `no event ${id}` : undefined,
  );
}

function checkTypes(operation: TypesOperation, rules: ReadRules): void {
  const types = new Set(operation.types);
  const firsts = firstOfEachType(rules.log);
  checkLeast(operation, rules, (floor) => {
    const missing = firsts.find(({ type, position }) => position <= floor && !types.has(type));
    return missing && `no type ${missing.type}`;
  });
  if (types.size !== operation.types.length) rules.report('exact-reads', `${described(operation)}: a type twice`);
}

const firstsOfLogs = new WeakMap<CheckedLog, readonly SeenEvent[]>();

function firstOfEachType(log: CheckedLog): readonly SeenEvent[] {
  const known = firstsOfLogs.get(log);
  if (known) return known;
  const firsts = new Map<string, SeenEvent>();
  for (const event of log.events) if (!firsts.has(event.type)) firsts.set(event.type, event);
  firstsOfLogs.set(log, [...firsts.values()]);
  return [...firsts.values()];
}

/** Exactly these events, each sent before the answer. */
function checkContent(
  operation: ReadAllOperation | ReadStreamOperation,
  expected: readonly SeenEvent[],
  { log, report }: ReadRules,
): boolean {
  const { events, answeredAt } = operation;
  const wrong = firstDifference(events, expected);
  if (wrong !== undefined) {
    report(
      'exact-reads',
      `${described(operation)}: event ${wrong}: ${placeOf(events[wrong])}, but the log has ${placeOf(expected[wrong])}`,
    );
    return false;
  }
  const early = events.find(({ id }) => (log.sentFirstAt(id) ?? Infinity) > answeredAt);
  if (early) report('nothing-invented', `${described(operation)}: ${placeOf(early)} before it was sent`);
  return true;
}

/** @returns the first index at which two lists of events differ */
export function firstDifference(events: readonly SeenEvent[], expected: readonly SeenEvent[]): number | undefined {
  const length = Math.max(events.length, expected.length);
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [events[index], expected[index]];
    if (one === undefined || other === undefined || !same(one, other)) return index;
  }
  return undefined;
}

function same(one: SeenEvent, other: SeenEvent): boolean {
  return (
    one.id === other.id &&
    one.position === other.position &&
    one.revision === other.revision &&
    one.stream === other.stream &&
    one.digest === other.digest &&
    one.recordedAt === other.recordedAt
  );
}

export function placeOf(event: SeenEvent | undefined): string {
  if (event === undefined) return 'nothing';
  return `position ${event.position} (${event.stream} ${event.revision}, ${event.id}, ${event.recordedAt})`;
}

/** Reports the closest promise that is broken, once. */
function checkLeast(
  operation: Operation,
  { knowledge, report }: ReadRules,
  lacks: (floor: Position) => string | undefined,
): void {
  for (const { rule, position } of knowledge.before(operation)) {
    const seen = lacks(position);
    if (seen === undefined) continue;
    return report(rule, `${described(operation)}: ${seen}, when position ${position} had been answered before`);
  }
}

/** What ends at the end of the log ends at the end of an append. */
function checkEnd(operation: Operation, last: { readonly id: EventId } | undefined, { log, report }: ReadRules): void {
  if (last === undefined || log.endsAppend(last.id)) return;
  report('all-or-none', `${described(operation)}: ends in the middle of an append, at event ${last.id}`);
}
