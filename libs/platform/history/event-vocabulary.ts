import { z } from 'zod';
import type { EventCatalogue } from '#platform/event-sourcing';

/** What the schemas of a catalogue's events say of their values. */
export interface EventVocabulary {
  /** Whether a value of a field is one of a list that the schema gives, and no text that somebody wrote. */
  readonly isEnumerated: (field: string, value: string) => boolean;
  /** The fields that events of a type can have, at the top. */
  readonly fieldsOf: (eventType: string) => ReadonlySet<string>;
}

const KNOWN = new WeakMap<EventCatalogue, EventVocabulary>();

/**
 * The object's state mostly names its fields as its events do; of those that it names otherwise, the values that any of
 * the events' lists has are taken for such.
 */
export function vocabularyOf(catalogue: EventCatalogue): EventVocabulary {
  const known = KNOWN.get(catalogue);
  if (known) return known;
  const byField = new Map<string, Set<string>>();
  const fields = new Map<string, ReadonlySet<string>>();
  for (const [type, { schema }] of Object.entries(catalogue.definitions)) {
    const described: unknown = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' });
    collect(described, '', byField);
    fields.set(type, new Set(fieldsAtTop(described)));
  }
  const all = new Set([...byField.values()].flatMap((values) => [...values]));
  const vocabulary: EventVocabulary = {
    isEnumerated: (field, value) => (byField.get(field) ?? all).has(value),
    fieldsOf: (type) => fields.get(type) ?? new Set(),
  };
  KNOWN.set(catalogue, vocabulary);
  return vocabulary;
}

function collect(schema: unknown, field: string, found: Map<string, Set<string>>): void {
  if (Array.isArray(schema)) for (const each of schema) collect(each, field, found);
  if (!isSchema(schema)) return;
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'properties' && isSchema(value)) {
      for (const [name, inner] of Object.entries(value)) {
        if (!found.has(name)) found.set(name, new Set());
        collect(inner, name, found);
      }
    } else if (keyword === 'enum' || keyword === 'const') {
      for (const constant of [value].flat()) if (typeof constant === 'string') found.get(field)?.add(constant);
    } else collect(value, field, found);
  }
}

function fieldsAtTop(schema: unknown): readonly string[] {
  if (!isSchema(schema)) return [];
  const { properties, anyOf, oneOf, allOf } = schema;
  const alternatives = [anyOf, oneOf, allOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return [...(isSchema(properties) ? Object.keys(properties) : []), ...alternatives.flatMap(fieldsAtTop)];
}

function isSchema(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
