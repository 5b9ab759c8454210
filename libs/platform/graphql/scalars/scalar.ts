import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

/**
 * What a scalar knows. `read` turns what a client sent into the runtime value, or gives the reason why it cannot,
 * worded to follow "Expected ". The reason never repeats the value: it may be long or personal.
 */
export interface ScalarDefinition<Internal, External> {
  readonly name: string;
  /** What comes over the wire; a value of any other JSON type is refused. */
  readonly wire: 'string' | 'number';
  readonly read: (sent: External) => { readonly value: Internal } | { readonly expected: string };
  /** @throws when the service holds a value that the scalar cannot carry: a fault of the service. */
  readonly write: (value: unknown) => External;
  /** Named when a value of the wrong JSON type is sent. */
  readonly expected: string;
}

/** The scalar type for schema-first resolvers. Its description comes from the schema. */
export function defineScalar<Internal, External extends string | number>(
  definition: ScalarDefinition<Internal, External>,
): GraphQLScalarType<Internal, External> {
  const parseValue = (sent: unknown): Internal => {
    if (typeof sent !== definition.wire) throw new GraphQLError(`Expected ${definition.expected}.`);
    const read = definition.read(sent as External);
    if ('expected' in read) throw new GraphQLError(`Expected ${read.expected}.`);
    return read.value;
  };
  return new GraphQLScalarType<Internal, External>({
    name: definition.name,
    parseValue,
    parseLiteral: (node) => {
      try {
        return parseValue(literalOf(node));
      } catch (error) {
        throw new GraphQLError(error instanceof Error ? error.message : String(error), { nodes: node });
      }
    },
    serialize: (value) => definition.write(value),
  });
}

function literalOf(node: ValueNode): unknown {
  if (node.kind === Kind.STRING) return node.value;
  if (node.kind === Kind.INT) return Number(node.value);
  return undefined;
}
