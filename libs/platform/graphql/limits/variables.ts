import {
  coerceInputValue,
  getVariableValues,
  isInputType,
  typeFromAST,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { applicationError, presentable } from '../errors/index.js';

export type Variables = Readonly<Record<string, unknown>>;

/** One value that is not allowed: where it is (`input.site.since`) and why. The value itself is not repeated. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

const MOST_FAULTS = 20;
/** No input of the schema comes near it. What walks through variables calls itself for each level. */
const MOST_LEVELS = 20;

/**
 * For values that no type has been asked about yet: also those that the operation does not use.
 * @throws {ApplicationError} BAD_USER_INPUT for lists and objects more than 20 levels within one another
 */
export function assertShallow(sent: Variables): void {
  let level: readonly Sent[] = Object.entries(sent).map(([variable, value]) => ({ variable, value }));
  for (let depth = 0; level.length > 0; depth++) {
    const [deepest] = level;
    if (depth > MOST_LEVELS && deepest) {
      const message = `Lists and objects may be ${MOST_LEVELS} levels within one another.`;
      const field = presentable(deepest.variable);
      throw applicationError('BAD_USER_INPUT', `${field}: ${message}`, { fields: [{ field, message }] });
    }
    level = level.flatMap(({ variable, value }) => {
      const within: readonly unknown[] = typeof value === 'object' && value !== null ? Object.values(value) : [];
      return within.map((child) => ({ variable, value: child }));
    });
  }
}

interface Sent {
  readonly variable: string;
  readonly value: unknown;
}

/**
 * The variables as their types read them.
 * @throws {ApplicationError} BAD_USER_INPUT naming every field and reason (up to 20), or that they are nested too
 * deeply.
 */
export function readVariables(schema: GraphQLSchema, operation: OperationDefinitionNode, sent: Variables): Variables {
  assertShallow(sent);
  const definitions = operation.variableDefinitions ?? [];
  const read = getVariableValues(schema, definitions, sent, { maxErrors: 1 });
  if (read.coerced) return read.coerced;
  const faults = fieldFaults(schema, operation, sent);
  const [first] = faults;
  const message = first
    ? `${first.field}: ${first.message}${faults.length > 1 ? ` (and ${faults.length - 1} more)` : ''}`
    : presentable(read.errors[0]?.message ?? 'The variables do not fit their types.');
  throw applicationError('BAD_USER_INPUT', message, { fields: faults });
}

class EnoughFaults extends Error {}

function fieldFaults(schema: GraphQLSchema, operation: OperationDefinitionNode, sent: Variables): FieldFault[] {
  const faults: FieldFault[] = [];
  const add = (path: readonly (string | number)[], message: string) => {
    faults.push({ field: path.join('.'), message: presentable(message) });
    if (faults.length === MOST_FAULTS) throw new EnoughFaults();
  };
  try {
    for (const { variable, type: typeNode, defaultValue } of operation.variableDefinitions ?? []) {
      const name = variable.name.value;
      const type = typeFromAST(schema, typeNode);
      if (!isInputType(type)) continue;
      if (!Object.hasOwn(sent, name)) {
        if (typeNode.kind === 'NonNullType' && !defaultValue)
          add([name], `A value of type ${String(type)} is required.`);
        continue;
      }
      coerceInputValue(sent[name], type, (path, _, error) => add([name, ...path], error.message), true);
    }
  } catch (error) {
    if (!(error instanceof EnoughFaults)) throw error;
  }
  return faults;
}
