import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { storedType, type PersonalField } from '#platform/event-sourcing';
import { contexts } from '#domain';

/** What of a JSON Schema leads from a value to the values within it. */
interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
}

/** Whether some value of the shape has something at the path; arrays are passed through. */
function leads(shape: Shape, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return true;
  const { properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = shape;
  const next = properties[name];
  if (next && leads(next, rest)) return true;
  return [...anyOf, ...oneOf, ...allOf, ...(items ? [items] : [])].some((each) => leads(each, path));
}

const catalogues = [...new Set(contexts.flatMap(({ aggregates }) => aggregates.map(({ events }) => events)))];
const declared = catalogues.flatMap(({ context, definitions }) =>
  Object.entries(definitions).flatMap(([name, { version, schema, personal = [] }]) =>
    personal.map((field) => ({ type: storedType(context, name, version), schema, field })),
  ),
);

const dated = catalogues.flatMap(({ context, definitions }) =>
  Object.entries(definitions).flatMap(([name, { version, schema, effective }]) =>
    effective === undefined ? [] : [[storedType(context, name, version), effective, schema] as const],
  ),
);

describe('The date from which an event counts', () => {
  it.each(dated)('of %s stands in its field %s', (_type, field, schema) => {
    const { properties = {} } = z.toJSONSchema(schema, { unrepresentable: 'any' }) as Shape;
    expect(JSON.stringify(properties[field])).toContain('"format":"date"');
  });
});

describe('Each personal field that events declare', () => {
  it('is found', () => expect(declared.length).toBeGreaterThan(10));

  // A path that leads nowhere would leave the value in clear text, and nobody would notice.
  it.each(declared.map(({ type, field, schema }) => [`${type} ${field.path.join('.')}`, field, schema] as const))(
    '%s is there in the schema of the event, and so is what says whose it is',
    (_name, { path, subject }: PersonalField, schema) => {
      const shape = z.toJSONSchema(schema, { unrepresentable: 'any' }) as Shape;
      expect(leads(shape, path)).toBe(true);
      if (subject.from !== 'stream') expect(leads(shape, subject.path)).toBe(true);
    },
  );
});
