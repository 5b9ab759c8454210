import { Kind, visit, type DocumentNode, type SelectionSetNode } from 'graphql';
import { applicationError, type ApplicationError } from '../errors/index.js';
import type { GraphqlLimits } from './graphql-limits.js';
import { fragmentsOf, selectedFields, type Fragments } from './selected-fields.js';

/** What is wrong with a document whatever its variables are. */
export interface DocumentFinding {
  readonly error: ApplicationError | undefined;
  readonly introspects: boolean;
}

/** Checks a document that passed validation, so that its fragments exist and form no circle. */
export function inspectDocument(document: DocumentNode, limits: GraphqlLimits): DocumentFinding {
  const fragments = fragmentsOf(document);
  const counts = { aliases: 0, directives: 0, introspects: false };
  const selections: SelectionSetNode[] = [];
  visit(document, {
    Field: (field) => {
      if (field.alias) counts.aliases += 1;
      if (isIntrospection(field.name.value)) counts.introspects = true;
    },
    Directive: () => void (counts.directives += 1),
    SelectionSet: (selection) => void selections.push(selection),
  });
  const error =
    tooMany('TOO_MANY_ALIASES', 'aliases', counts.aliases, limits.maxAliases) ??
    tooMany('TOO_MANY_DIRECTIVES', 'directives', counts.directives, limits.maxDirectives) ??
    tooOften(selections, fragments, limits.maxRepeatedFields) ??
    tooDeep(document, fragments, limits);
  return { error, introspects: counts.introspects };
}

export function isIntrospection(fieldName: string): boolean {
  return fieldName === '__schema' || fieldName === '__type';
}

function tooMany(
  code: 'TOO_MANY_ALIASES' | 'TOO_MANY_DIRECTIVES',
  things: string,
  count: number,
  limit: number,
): ApplicationError | undefined {
  if (count <= limit) return undefined;
  const message = `The query has ${count} ${things}; the limit is ${limit}. Send several queries.`;
  return applicationError(code, message, { count, limit });
}

function tooOften(
  selections: readonly SelectionSetNode[],
  fragments: Fragments,
  limit: number,
): ApplicationError | undefined {
  for (const selection of selections) {
    const counts = new Map<string, number>();
    for (const { name } of selectedFields(selection, fragments)) {
      const count = (counts.get(name.value) ?? 0) + 1;
      counts.set(name.value, count);
      if (count <= limit) continue;
      const message = `The query asks for ${name.value} more than ${limit} times in one selection. Send several queries.`;
      return applicationError('TOO_MANY_REPEATED_FIELDS', message, { field: name.value, limit });
    }
  }
  return undefined;
}

function tooDeep(
  document: DocumentNode,
  fragments: Fragments,
  { maxDepth, maxIntrospectionDepth }: GraphqlLimits,
): ApplicationError | undefined {
  const depths = new Depths(fragments);
  let ordinary = 0;
  let introspection = 0;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const field of selectedFields(definition.selectionSet, fragments)) {
      const depth = 1 + depths.below(field.selectionSet);
      if (isIntrospection(field.name.value)) introspection = Math.max(introspection, depth);
      else ordinary = Math.max(ordinary, depth);
    }
  }
  if (ordinary > maxDepth) return depthError(ordinary, maxDepth);
  if (introspection > maxIntrospectionDepth) return depthError(introspection, maxIntrospectionDepth);
  return undefined;
}

function depthError(depth: number, limit: number): ApplicationError {
  const message = `The query is ${depth} fields deep; the limit is ${limit}. Ask for the inner objects by their ids.`;
  return applicationError('QUERY_TOO_DEEP', message, { depth, limit });
}

/** Depths of selections; each is computed once, or fragments that spread one another would take exponential time. */
class Depths {
  readonly #known = new Map<SelectionSetNode, number>();

  constructor(private readonly fragments: Fragments) {}

  below(selectionSet: SelectionSetNode | undefined): number {
    if (!selectionSet) return 0;
    const known = this.#known.get(selectionSet);
    if (known !== undefined) return known;
    let depth = 0;
    for (const field of selectedFields(selectionSet, this.fragments)) {
      depth = Math.max(depth, 1 + this.below(field.selectionSet));
    }
    this.#known.set(selectionSet, depth);
    return depth;
  }
}
