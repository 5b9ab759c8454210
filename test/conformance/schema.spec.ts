import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { GraphQLTypesLoader } from '@nestjs/graphql';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  print,
  type GraphQLNamedType,
} from 'graphql';

const files = fileURLToPath(new URL('../../../schema/*.graphql', import.meta.url));
const schema = buildSchema(await new GraphQLTypesLoader().mergeTypesByPaths(files));
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);
const roots = new Set<GraphQLNamedType | null | undefined>([schema.getQueryType(), schema.getMutationType()]);

function fieldsOf(type: GraphQLNamedType) {
  return isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
}

describe('The published schema', () => {
  it('describes every type, field, argument, input field and value; an `input` is described by its type', () => {
    const bare = types.flatMap((type) => [
      ...(type.description || roots.has(type) ? [] : [type.name]),
      ...fieldsOf(type)
        .filter(({ description }) => !description)
        .map(({ name }) => `${type.name}.${name}`),
      ...fieldsOf(type).flatMap((field) =>
        field.args
          .filter(({ name, description }) => !description && !(roots.has(type) && name === 'input'))
          .map(({ name }) => `${type.name}.${field.name}(${name})`),
      ),
      ...(isInputObjectType(type)
        ? Object.values(type.getFields())
            .filter(({ description }) => !description)
            .map(({ name }) => `${type.name}.${name}`)
        : []),
      ...(isEnumType(type)
        ? type
            .getValues()
            .filter(({ description }) => !description)
            .map(({ name }) => `${type.name}.${name}`)
        : []),
    ]);
    expect(bare).toEqual([]);
  });

  it('gives every mutation one input with an idempotency key, and a payload with user errors', () => {
    const payload = schema.getType('MutationPayload');
    const wrong = fieldsOf(schema.getMutationType() ?? fail('no mutations')).filter(({ args, type }) => {
      const input = getNamedType(args[0]?.type);
      const answer = getNamedType(type);
      const keyed = isInputObjectType(input) && 'idempotencyKey' in input.getFields();
      const answers = isObjectType(answer) && answer.getInterfaces().some((each) => each === payload);
      return args.length !== 1 || args[0]?.name !== 'input' || !keyed || !answers;
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('names every mutation by its object first', () => {
    const names = fieldsOf(schema.getMutationType() ?? fail('no mutations')).map(({ name }) => name);
    const objects = /^[a-z]+([A-Z][A-Za-z]*)+$/;
    expect(names.filter((name) => !objects.test(name))).toEqual([]);
  });

  it('pages every list that can grow: whatever returns a connection takes first and after', () => {
    const wrong = types.flatMap((type) =>
      fieldsOf(type)
        .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
        .filter(({ args }) => !['first', 'after'].every((name) => args.some((argument) => argument.name === name)))
        .map(({ name }) => `${type.name}.${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('returns no bare list from a query, other than nodes by their ids', () => {
    const lists = fieldsOf(schema.getQueryType() ?? fail('no queries')).filter(({ type }) =>
      isListType(isNonNullType(type) ? type.ofType : type),
    );
    expect(lists.map(({ name }) => name).filter((name) => name !== 'nodes')).toEqual([]);
    // Or its cost would be that of ten objects, however many are asked for.
    expect(lists.flatMap(({ astNode }) => astNode?.directives?.map(print) ?? [])).toContain(
      '@listSize(ofArgument: "ids")',
    );
  });
});

function fail(message: string): never {
  throw new Error(message);
}
