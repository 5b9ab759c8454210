import { applicationError, PAGE_SIZE, type ConnectionArguments } from '#platform/graphql';
import type { Instant } from '#platform/working-days';

export interface HistoryFilter {
  readonly types?: readonly string[] | null;
  readonly parties?: readonly string[] | null;
  readonly recordedFrom?: Instant | null;
  readonly recordedBefore?: Instant | null;
  readonly effectiveFrom?: Instant | null;
  readonly effectiveBefore?: Instant | null;
  readonly correlationId?: string | null;
}

export interface HistoryArguments extends ConnectionArguments {
  readonly partnershipId?: string | null;
  readonly organisationId?: string | null;
  readonly objectId?: string | null;
  readonly officerId?: string | null;
  readonly filter?: HistoryFilter | null;
  readonly order?: 'NEWEST_FIRST' | 'OLDEST_FIRST' | null;
}

/** Whose history it is. */
export type HistoryScope =
  | { readonly kind: 'partnership' | 'organisation' | 'object' | 'officer'; readonly id: string }
  | { readonly kind: 'everything' };

export interface HistorySearch {
  readonly scope: HistoryScope;
  readonly filter: HistoryFilter;
  readonly newestFirst: boolean;
  /** The stored types that the filter names; `undefined` for all. */
  readonly storedTypes: readonly string[] | undefined;
}

/** The same, of what one party recorded only; `undefined` when the search asks for other parties. */
export function recordedBy(search: HistorySearch, partyId: string): HistorySearch | undefined {
  const { parties } = search.filter;
  if (parties && !parties.includes(partyId)) return undefined;
  return { ...search, filter: { ...search.filter, parties: [partyId] } };
}

const MOST_CHOICES = 50;
const LONGEST = 200;
const ID = /^[a-z]+(-[a-z]+)*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * @param now histories end now: what was recorded later cannot be asked for
 * @param knownTypes stored types that there can be, with versions
 * @throws BAD_USER_INPUT naming what is wrong
 */
export function historySearch(args: HistoryArguments, now: Instant, knownTypes: readonly string[]): HistorySearch {
  const filter = args.filter ?? {};
  checkChoices(filter, knownTypes);
  checkTimes(filter, now);
  const { types } = filter;
  const storedTypes = types ? knownTypes.filter((known) => types.some((type) => isOfType(known, type))) : undefined;
  return { scope: scopeOf(args), filter, newestFirst: args.order !== 'OLDEST_FIRST', storedTypes };
}

/** @throws BAD_USER_INPUT as every list of the API */
export function pageSizeOf({ first }: ConnectionArguments): number {
  const size = first ?? PAGE_SIZE.default;
  if (size >= 1 && size <= PAGE_SIZE.most) return size;
  throw applicationError('BAD_USER_INPUT', `first must be between 1 and ${PAGE_SIZE.most}; it is ${size}.`);
}

function scopeOf({ partnershipId, organisationId, objectId, officerId }: HistoryArguments): HistoryScope {
  const named = [
    { kind: 'partnership', id: partnershipId },
    { kind: 'organisation', id: organisationId },
    { kind: 'object', id: objectId },
    { kind: 'officer', id: officerId },
  ] as const;
  const given = named.flatMap(({ kind, id }) => (typeof id === 'string' ? [{ kind, id }] : []));
  const [one, another] = given;
  if (!one) return { kind: 'everything' };
  if (another) {
    throw applicationError('BAD_USER_INPUT', `Name one of ${one.kind}Id and ${another.kind}Id, not both.`);
  }
  const isRight = ID.test(one.id) && (one.kind === 'object' || one.id.startsWith(`${one.kind}-`));
  if (isRight) return one;
  const kind = one.kind === 'object' ? '<kind>' : one.kind;
  throw applicationError('BAD_USER_INPUT', `${one.kind}Id must be an id such as ${kind}-<UUID>.`);
}

function checkChoices({ types, parties, correlationId }: HistoryFilter, knownTypes: readonly string[]): void {
  for (const [name, list] of [['types', types] as const, ['parties', parties] as const]) {
    if (list && list.length > MOST_CHOICES) {
      throw applicationError(
        'BAD_USER_INPUT',
        `filter.${name} must name at most ${MOST_CHOICES}; it names ${list.length}.`,
      );
    }
  }
  if ((correlationId?.length ?? 0) > LONGEST) {
    throw applicationError('BAD_USER_INPUT', `filter.correlationId must have at most ${LONGEST} characters.`);
  }
  const unknown = types?.find((type) => !knownTypes.some((known) => isOfType(known, type)));
  if (unknown === undefined) return;
  const shown = unknown.slice(0, LONGEST).toWellFormed();
  throw applicationError('BAD_USER_INPUT', `filter.types: there are no events of the type ${shown}.`);
}

function checkTimes(filter: HistoryFilter, now: Instant): void {
  if (filter.recordedFrom && filter.recordedFrom > now) {
    throw applicationError('BAD_USER_INPUT', 'filter.recordedFrom lies in the future: nothing is recorded there yet.');
  }
  const spans = [
    ['recordedFrom', filter.recordedFrom, 'recordedBefore', filter.recordedBefore],
    ['effectiveFrom', filter.effectiveFrom, 'effectiveBefore', filter.effectiveBefore],
  ] as const;
  for (const [from, start, before, end] of spans) {
    if (start && end && start >= end) {
      throw applicationError('BAD_USER_INPUT', `filter.${before} must be later than filter.${from}.`);
    }
  }
}

/** @param type with or without version */
function isOfType(storedType: string, type: string): boolean {
  return storedType === type || storedType.replace(/\.v\d+$/, '') === type;
}
