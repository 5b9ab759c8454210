import { GraphQLError } from 'graphql';

/** A failure of the request itself, with a code from the published list. Refusals by a rule are `userErrors`. */
export function applicationError(
  code: string,
  message: string,
  extensions: Record<string, unknown> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, code } });
}
