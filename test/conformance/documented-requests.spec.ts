import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { GraphQLTypesLoader } from '@nestjs/graphql';
import { buildSchema, Kind, parse, validate, type OperationDefinitionNode } from 'graphql';
import { graphqlLimits } from '#platform/graphql';
import { QueryCost } from '../../libs/platform/graphql/limits/query-cost.js';
import { fragmentsOf } from '../../libs/platform/graphql/limits/selected-fields.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const schema = buildSchema(await new GraphQLTypesLoader().mergeTypesByPaths(`${root}/schema/*.graphql`));
const limits = graphqlLimits();

/** Every request that the documentation shows, by the page and the line where it begins. */
const REQUESTS = globSync('docs/**/*.md', { cwd: root }).flatMap((page) => {
  const text = readFileSync(`${root}/${page}`, 'utf8');
  return [...text.matchAll(/^```graphql\n([^]*?)^```$/gm)].map((found) => {
    const line = text.slice(0, found.index).split('\n').length;
    return [`${page}:${line}`, found[1] ?? ''] as const;
  });
});

describe('Each request that the documentation shows', () => {
  it('is found', () => expect(REQUESTS.length).toBeGreaterThan(20));

  it.each(REQUESTS)('%s is valid, and within what one may cost', (_place, request) => {
    const document = parse(request);
    expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
    for (const operation of document.definitions.filter(isOperation)) {
      expect(
        new QueryCost(schema, fragmentsOf(document), variablesOf(operation), limits).of(operation),
      ).toBeLessThanOrEqual(limits.maxCost);
    }
  });
});

function isOperation(definition: { readonly kind: string }): definition is OperationDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION;
}

/** Something for each: no page size of the documentation is a variable, so that the cost is the same whatever they say. */
function variablesOf({ variableDefinitions = [] }: OperationDefinitionNode): Readonly<Record<string, unknown>> {
  return Object.fromEntries(variableDefinitions.map(({ variable }) => [variable.name.value, 'something']));
}
