import { readdirSync, readFileSync } from 'node:fs';
import { buildASTSchema, Kind, parse, type DefinitionNode, type GraphQLSchema } from 'graphql';

const FOLDER = new URL('../../../schema/', import.meta.url);

/** The schema as its files have it, with the directives that the published one leaves out. */
export function declaredSchema(): GraphQLSchema {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.graphql'));
  const known = new Set<string>();
  const definitions = files
    .flatMap((name) => parse(readFileSync(new URL(name, FOLDER), 'utf8')).definitions)
    .map((definition) => joined(definition, known));
  // Files may name one value of an enum more than once.
  return buildASTSchema({ kind: Kind.DOCUMENT, definitions }, { assumeValidSDL: true });
}

/** Several files write one type together, such as `Query`: whatever follows the first extends it. */
function joined(definition: DefinitionNode, known: Set<string>): DefinitionNode {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.ENUM_TYPE_DEFINITION) {
    return definition;
  }
  const { description: _, ...rest } = definition;
  const isKnown = known.has(definition.name.value);
  known.add(definition.name.value);
  if (!isKnown) return definition;
  return rest.kind === Kind.OBJECT_TYPE_DEFINITION
    ? { ...rest, kind: Kind.OBJECT_TYPE_EXTENSION }
    : { ...rest, kind: Kind.ENUM_TYPE_EXTENSION };
}
