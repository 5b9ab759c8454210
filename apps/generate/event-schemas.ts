import { z } from 'zod';
import type { DomainContext } from '#platform/contexts';
import { storedType } from '#platform/event-sourcing';

/** JSON Schema of the data of every event that this version writes, by stored type. */
export function renderEventSchemas(contexts: readonly DomainContext[]): ReadonlyMap<string, string> {
  const catalogues = new Set(contexts.flatMap(({ aggregates }) => aggregates.map(({ events }) => events)));
  const schemas = new Map<string, string>();
  for (const { context, definitions } of catalogues) {
    for (const [name, { version, schema, description, effective, personal }] of Object.entries(definitions)) {
      const type = storedType(context, name, version);
      const document = {
        $id: type,
        title: name,
        description,
        ...z.toJSONSchema(schema, { unrepresentable: 'any' }),
        ...(effective ? { 'x-effective': effective } : {}),
        ...(personal ? { 'x-personal': personal } : {}),
      };
      schemas.set(type, `${JSON.stringify(document, null, 2)}\n`);
    }
  }
  return schemas;
}
