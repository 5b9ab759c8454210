import { reject, type Decision } from '#platform/event-sourcing';
import { comparePlainDates, type PlainDate } from '#platform/working-days';
import { nationOfGssCode } from './authority-code.js';
import type { CodeFacts, NamedAuthorities, SuccessionFacts } from './authority.commands.js';
import type { AuthorityDetails, AuthorityKind, Successor } from './authority.events.js';

export type AuthorityRejection =
  | 'ALREADY_EXISTS'
  | 'NOT_FOUND'
  | 'INVALID_INPUT'
  | 'IDENTITY_IS_FIXED'
  | 'AUTHORITY_UNKNOWN'
  | 'AUTHORITY_DISSOLVED'
  | 'AUTHORITY_NOT_DISSOLVED'
  | 'SUCCESSION_CIRCULAR'
  | 'DUPLICATE_IN_LIST'
  | 'DATES_OUT_OF_ORDER'
  | 'DATE_IN_FUTURE';

type Refusal = Decision<never, AuthorityRejection> | undefined;

export interface Dissolution {
  readonly endedOn: PlainDate;
  readonly successors: readonly Successor[];
}

/** What an authority of this kind must and must not say of itself. */
export function misfit(kind: AuthorityKind, code: string | undefined, details: AuthorityDetails): Refusal {
  const isCouncil = kind === 'LOCAL_AUTHORITY';
  if (isCouncil && !details.nation) {
    return reject('INVALID_INPUT', 'nation: a local authority needs the nation in which it lies.', ['nation']);
  }
  if (code !== undefined && !isCouncil) {
    return reject('INVALID_INPUT', 'gssCode: only a local authority has a GSS code.', ['gssCode']);
  }
  if (code !== undefined && nationOfGssCode(code) !== details.nation) {
    return reject('INVALID_INPUT', `gssCode: the code ${code} belongs to another nation.`, ['gssCode']);
  }
  if (details.countyId !== undefined && !isCouncil) {
    return reject('INVALID_INPUT', 'countyId: only a local authority lies in a county.', ['countyId']);
  }
  if (details.parentId !== undefined && kind !== 'HSE_DIVISION') {
    return reject('INVALID_INPUT', 'parentId: only a division of HSE has a parent body.', ['parentId']);
  }
  if (details.parentId === undefined && kind === 'HSE_DIVISION') {
    return reject('INVALID_INPUT', 'parentId: a division of HSE needs HSE as its parent body.', ['parentId']);
  }
  return undefined;
}

/** An authority needs a code: it decides the id, so that every import finds the authority again. */
export function unidentified(code: string | undefined, { localCode }: AuthorityDetails): Refusal {
  if (code !== undefined || localCode !== undefined) return undefined;
  return reject('INVALID_INPUT', 'localCode: an authority without a GSS code needs a local code, such as LACORS.', [
    'localCode',
  ]);
}

/** A code names one authority: whoever is on record under one of them is not entered again under the other. */
export function codeTaken(code: string | undefined, { holder }: CodeFacts): Refusal {
  if (!holder) return undefined;
  const { officialName, gssCode } = holder;
  if (gssCode !== null && gssCode === code) {
    return reject('ALREADY_EXISTS', `${officialName} has this GSS code already.`, ['gssCode']);
  }
  const message = `${officialName} is in the register under this local code already. Assign the GSS code to it.`;
  return reject('ALREADY_EXISTS', message, ['localCode']);
}

/** The county and the parent body must be in the register and of a kind that can be that. */
export function unfitReference({ countyId, parentId }: AuthorityDetails, facts: NamedAuthorities): Refusal {
  const { known } = facts;
  const county = countyId === undefined ? undefined : unfitCounty(countyId, facts);
  if (county || parentId === undefined) return county;
  const parent = known.get(parentId);
  if (!parent) return unknownAuthority(['parentId']);
  if (parent.kind === 'HSE') return undefined;
  return reject('INVALID_INPUT', 'parentId: the parent body of a division of HSE must be HSE.', ['parentId']);
}

function unfitCounty(countyId: string, { ownId, known }: NamedAuthorities): Refusal {
  const itself = liesInItself(countyId, ownId);
  if (itself) return itself;
  const county = known.get(countyId);
  if (!county) return unknownAuthority(['countyId']);
  if (county.kind === 'LOCAL_AUTHORITY' && county.countyId === null) return undefined;
  const message = 'countyId: the county must be a local authority that does not lie in a county itself.';
  return reject('INVALID_INPUT', message, ['countyId']);
}

export function liesInItself(countyId: string | undefined, ownId: string): Refusal {
  if (countyId !== ownId) return undefined;
  return reject('INVALID_INPUT', 'countyId: a local authority does not lie in itself.', ['countyId']);
}

/** A dissolution as it is asked for: a successor without a day takes over on the day of the end. */
export interface WantedDissolution {
  readonly endedOn: PlainDate;
  /** In the order of the input, so that a refusal can name the place in the list. */
  readonly successors: readonly WantedSuccessor[];
}

interface WantedSuccessor {
  readonly authorityId: Successor['authorityId'];
  readonly from?: PlainDate | undefined;
}

/** The successors of a dissolution in a fixed order; each takes over on the day of the end unless it says otherwise. */
export function dissolutionOf({ endedOn, successors }: WantedDissolution): Dissolution {
  const dated = successors.map(({ authorityId, from }) => ({ authorityId, from: from ?? endedOn }));
  return { endedOn, successors: dated.sort((a, b) => (a.authorityId < b.authorityId ? -1 : 1)) };
}

/**
 * The end that a source leaves on record: it may give the day, the successors or both. What it does not give stays, and
 * whoever took over on the day of the end does so on the corrected one.
 */
export function recordedDissolution(
  given: { readonly endedOn?: PlainDate | undefined; readonly successors: readonly WantedSuccessor[] },
  current: Dissolution | undefined,
): WantedDissolution | undefined {
  const endedOn = given.endedOn ?? current?.endedOn;
  if (endedOn === undefined) return undefined;
  const present = current?.successors ?? [];
  const later = new Map(
    present.flatMap(({ authorityId, from }) => (from === current?.endedOn ? [] : [[authorityId, from] as const])),
  );
  const named = given.successors.length > 0 ? given.successors : present.map(({ authorityId }) => ({ authorityId }));
  const successors = named.map(({ authorityId, from = later.get(authorityId) }: WantedSuccessor) => ({
    authorityId,
    from,
  }));
  return { endedOn, successors };
}

/** @param successors in the order of the input, so that a refusal can name the place in the list */
export function impossibleDissolution(
  endedOn: PlainDate,
  successors: readonly WantedSuccessor[],
  startedOn: PlainDate | undefined,
  ownId: string,
): Refusal {
  if (endsBeforeItStarts(startedOn, endedOn)) {
    return reject('DATES_OUT_OF_ORDER', `The authority starts on ${startedOn}; it cannot end before.`, ['endedOn']);
  }
  const seen = new Set<string>();
  for (const [index, { authorityId, from }] of successors.entries()) {
    const field = ['successors', String(index)];
    if (authorityId === ownId) {
      return reject('SUCCESSION_CIRCULAR', 'An authority cannot succeed itself.', [...field, 'authorityId']);
    }
    if (seen.has(authorityId)) {
      return reject('DUPLICATE_IN_LIST', 'The same successor is listed twice.', [...field, 'authorityId']);
    }
    if (from !== undefined && comparePlainDates(from, endedOn) < 0) {
      const message = `The authority ends on ${endedOn}; a successor cannot take over before.`;
      return reject('DATES_OUT_OF_ORDER', message, [...field, 'from']);
    }
    seen.add(authorityId);
  }
  return undefined;
}

/** Each successor must be in the register and must not be one of those that the authority itself succeeds. */
export function impossibleSuccessor(
  successors: readonly { readonly authorityId: string }[],
  { known, predecessors }: SuccessionFacts,
): Refusal {
  for (const [index, { authorityId }] of successors.entries()) {
    const field = ['successors', String(index), 'authorityId'];
    if (!known.has(authorityId)) return unknownAuthority(field);
    if (predecessors.has(authorityId)) {
      const message = 'The authority itself succeeds this one, so that this one cannot succeed it.';
      return reject('SUCCESSION_CIRCULAR', message, field);
    }
  }
  return undefined;
}

export function endsBeforeItStarts(startedOn: PlainDate | undefined, endedOn: PlainDate | undefined): boolean {
  return startedOn !== undefined && endedOn !== undefined && comparePlainDates(endedOn, startedOn) < 0;
}

export function isSameDissolution(a: Dissolution, b: Dissolution): boolean {
  return (
    a.endedOn === b.endedOn &&
    a.successors.length === b.successors.length &&
    a.successors.every(({ authorityId, from }, index) => {
      const other = b.successors[index];
      return other?.authorityId === authorityId && other.from === from;
    })
  );
}

function unknownAuthority(field: readonly string[]) {
  return reject('AUTHORITY_UNKNOWN', 'There is no authority with this id. Register it first.', field);
}

const DETAILS = [
  'localCode',
  'nation',
  'region',
  'typeCode',
  'typeName',
  'startedOn',
  'countyId',
  'parentId',
] as const satisfies readonly (keyof AuthorityDetails)[];

/** Whether both say the same in every detail. */
export function isSame(a: AuthorityDetails, b: AuthorityDetails): boolean {
  return DETAILS.every((field) => a[field] === b[field]);
}

/** The details of which `given` says nothing stay as they are. */
export function laidOver(current: AuthorityDetails, given: AuthorityDetails): AuthorityDetails {
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...current, ...Object.fromEntries(said) };
}
