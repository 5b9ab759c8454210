/** What the matrix tries as every caller. */
export type MatrixCase = MutationCase | QueryCase;

export interface MutationCase {
  readonly kind: 'mutation';
  /** The mutation's name in the schema. */
  readonly name: string;
  /** What state the object is in, where rights depend on it. */
  readonly state?: string;
  /**
   * A fresh object with valid input: made again after each caller who changed it, so that one caller's success does
   * not decide the next one's answer.
   */
  readonly attempt: () => Promise<Attempt>;
}

/** What a mutation is tried on. */
export interface Attempt {
  /** Valid input without the idempotency key. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The organisation concerned, for which the caller "organisation" acts; the one that stays when left out. */
  readonly organisationId?: string;
}

export interface QueryCase {
  readonly kind: 'query';
  readonly name: string;
  readonly state?: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The organisation concerned, for which the caller "organisation" asks; the one that stays when left out. */
  readonly organisationId?: string;
  /** True when the answer shows what the case asks for. */
  readonly shows: (data: never) => boolean;
}

/**
 * What came of a case: done or shown; within the caller's rights and refused by a rule; forbidden; or answered as if
 * it were not there.
 */
export type MatrixOutcome = 'yes' | 'refused' | 'forbidden' | 'absent';

export function mutation(name: string, attempt: () => Promise<Attempt>, state?: string): MutationCase {
  return { kind: 'mutation', name, attempt, ...(state === undefined ? {} : { state }) };
}

/** A mutation whose input is the same for every caller: it makes something new, or its object stays as it is. */
export function creation(name: string, input: () => Readonly<Record<string, unknown>>, state?: string): MutationCase {
  return mutation(name, async () => ({ input: input() }), state);
}

interface Sought {
  /** What is sought, where the name of the query alone does not say it. */
  readonly state: string;
  readonly id: string;
}

/** Is it shown by the query of its type? */
export function byId(name: string, { id, state }: Sought): QueryCase {
  const query = `query ($id: ID!) { shown: ${name}(id: $id) { id } }`;
  return { kind: 'query', name, state, query, variables: { id }, shows: isShown };
}

/** Is it shown by the look-up for objects of every type? */
export function byNode({ id, state }: Sought): QueryCase {
  const query = 'query ($id: ID!) { shown: node(id: $id) { id } }';
  return { kind: 'query', name: 'node', state, query, variables: { id }, shows: isShown };
}

/** Is it in a list? @param list the query with its arguments: `enquiries(first: 100)` */
export function inList(list: string, { id, state }: Sought): QueryCase {
  return {
    kind: 'query',
    name: list.replace(/\(.*/s, ''),
    state,
    query: `{ shown: ${list} { nodes { id } } }`,
    variables: {},
    shows: ({ shown }: { shown: { nodes: { id: string }[] } | null }) =>
      shown?.nodes.some((node) => node.id === id) ?? false,
  };
}

/**
 * Does an object show a field of it? Whatever is neither null nor an empty list is shown.
 * @param path fields from the object on, with arguments where they need some: `draft text`
 */
export function field(type: string, path: string, { id, state }: Sought): QueryCase {
  const names = path.split(' ');
  const selection = names.reduceRight((inner, name) => (inner === '' ? name : `${name} { ${inner} }`), '');
  return {
    kind: 'query',
    name: `${type}.${names.map((name) => name.replace(/\(.*/s, '')).join('.')}`,
    state,
    query: `query ($id: ID!) { shown: node(id: $id) { ... on ${type} { ${selection} } } }`,
    variables: { id },
    shows: ({ shown }: { shown: object | null }) => hasContent(shown),
  };
}

/**
 * Does a query show anything at all?
 * @param rest arguments and fields, as in `(first: 1) { nodes { id } }`
 */
export function reading(name: string, rest: string, state?: string): QueryCase {
  const query = `{ shown: ${name}${rest} }`;
  return { kind: 'query', name, query, variables: {}, shows: isShown, ...(state === undefined ? {} : { state }) };
}

/** Null, or a list of what is null, shows nothing. */
function isShown({ shown }: { readonly shown: object | null }): boolean {
  return Array.isArray(shown) ? shown.some((each) => each !== null) : shown !== null;
}

/** True when some leaf of the answer holds something. */
function hasContent(answer: unknown): boolean {
  if (answer === null || answer === undefined) return false;
  if (typeof answer === 'object') return Object.values(answer).some(hasContent);
  return true;
}
