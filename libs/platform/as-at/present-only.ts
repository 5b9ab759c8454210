import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { selectedFields, type Fragments } from '#platform/graphql';

/** The first root field of a query that shows nothing of the record, if there is one. */
export function presentOnlyField(
  schema: GraphQLSchema,
  { selectionSet }: OperationDefinitionNode,
  fragments: Fragments,
): string | undefined {
  const fields = schema.getQueryType()?.getFields() ?? {};
  for (const { name } of selectedFields(selectionSet, fragments)) {
    const directives = fields[name.value]?.astNode?.directives ?? [];
    if (directives.some((directive) => directive.name.value === 'presentOnly')) return name.value;
  }
  return undefined;
}
