import {
  getDirectiveValues,
  GraphQLError,
  type GraphQLDirective,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { applicationError, readVariables, type Variables } from '#platform/graphql';
import type { Position } from '#platform/event-store';
import type { Instant } from '#platform/working-days';
import type { AskedMoment } from './moment.js';

/** Whose view is asked for; as it is written, not yet checked. */
export interface AskedViewer {
  readonly officer?: string | undefined;
  readonly party?: string | undefined;
}

export interface AskedPast {
  readonly moment: AskedMoment;
  /** `undefined` where the caller asks for the own view. */
  readonly viewer: AskedViewer | undefined;
}

/** What the scalars of the directives' arguments give; GraphQL gives null for a variable that is null. */
interface DirectiveValues extends AskedViewer {
  readonly recorded?: Instant | null;
  readonly position?: Position | null;
  readonly effective?: Instant | null;
}

/**
 * What the directives of an operation ask for; `undefined` when it asks about the present.
 * @throws BAD_USER_INPUT
 */
export function askedPast(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  sent: Variables,
): AskedPast | undefined {
  if (!operation.directives?.length) return undefined;
  const variables = readVariables(schema, operation, sent);
  const asAt = valuesOf(schema.getDirective('asAt'), operation, variables);
  const seen = valuesOf(schema.getDirective('whatWasSeen'), operation, variables);
  if (asAt && seen) {
    throw applicationError('BAD_USER_INPUT', 'Give either @asAt or @whatWasSeen: each says the moment by itself.');
  }
  if (asAt) return { moment: momentOf(asAt), viewer: undefined };
  if (!seen) return undefined;
  const { officer, party } = withoutNulls(seen);
  const moment = momentOf(seen);
  return { moment: isGiven(moment) ? moment : { ...moment, isNow: true }, viewer: { officer, party } };
}

function momentOf(values: DirectiveValues): AskedMoment {
  const { recorded, position, effective } = withoutNulls(values);
  return { recorded, position, effective };
}

function isGiven({ recorded, position, effective }: AskedMoment): boolean {
  return recorded !== undefined || position !== undefined || effective !== undefined;
}

function withoutNulls<Values extends object>(values: Values): { [Name in keyof Values]: Exclude<Values[Name], null> } {
  const given = Object.entries(values).filter(([, value]) => value !== null);
  return Object.fromEntries(given) as { [Name in keyof Values]: Exclude<Values[Name], null> };
}

function valuesOf(
  directive: GraphQLDirective | null | undefined,
  operation: OperationDefinitionNode,
  variables: Variables,
): DirectiveValues | undefined {
  if (!directive) return undefined;
  try {
    return getDirectiveValues(directive, operation, variables);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw applicationError('BAD_USER_INPUT', `@${directive.name}: ${error.message}`);
  }
}
