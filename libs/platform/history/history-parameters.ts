import { applicationError } from '#platform/graphql';
import { instantFault, parseInstant } from '#platform/working-days';
import type { HistoryArguments } from './history.search.js';

/** What is asked for as it stands in an address: `partnershipId=partnership-…&types=plans.PlanPublished`. */
export type HistoryParameters = Readonly<Record<string, unknown>>;

const SCOPES = ['partnershipId', 'organisationId', 'objectId', 'officerId'] as const;
const TIMES = ['recordedFrom', 'recordedBefore', 'effectiveFrom', 'effectiveBefore'] as const;
const LISTS = ['types', 'parties'] as const;
const KNOWN: readonly string[] = [...SCOPES, ...TIMES, ...LISTS, 'correlationId', 'order'];

/** @throws BAD_USER_INPUT for what is not known, so that no condition is left out by a slip of the pen */
export function historyArguments(asked: HistoryParameters): HistoryArguments {
  for (const [name, value] of Object.entries(asked)) {
    if (!KNOWN.includes(name))
      throw applicationError('BAD_USER_INPUT', `An export of a history knows no ${name.slice(0, 100)}.`);
    if (typeof value !== 'string') throw applicationError('BAD_USER_INPUT', `${name} is given more than once.`);
  }
  const text = (name: string) => (typeof asked[name] === 'string' ? asked[name] : undefined);
  const order = text('order') ?? 'OLDEST_FIRST';
  if (order !== 'OLDEST_FIRST' && order !== 'NEWEST_FIRST') {
    throw applicationError('BAD_USER_INPUT', 'order must be OLDEST_FIRST or NEWEST_FIRST.');
  }
  const scopes = SCOPES.map((name) => [name, text(name)] as const);
  const times = TIMES.map((name) => [name, timeOf(name, text(name))] as const);
  const lists = LISTS.map((name) => [name, text(name)?.split(',')] as const);
  const correlationId = text('correlationId');
  const filter = { ...Object.fromEntries([...times, ...lists]), ...(correlationId !== undefined && { correlationId }) };
  return { ...Object.fromEntries(scopes), filter, order };
}

function timeOf(name: string, text: string | undefined) {
  if (text === undefined) return undefined;
  const fault = instantFault(text);
  if (fault === undefined) return parseInstant(text);
  throw applicationError(
    'BAD_USER_INPUT',
    `${name} must be a date and time such as 2006-03-21T09:00:00Z: it ${fault}.`,
  );
}
