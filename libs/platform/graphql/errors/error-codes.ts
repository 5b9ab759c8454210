/**
 * The codes that a client can meet in `errors[].extensions.code`. The list is closed: whatever else goes wrong leaves
 * the service as `INTERNAL_SERVER_ERROR` with a correlation id. Codes are stable; messages are for people and may be
 * reworded.
 *
 * `status` is the HTTP status when the request as a whole fails. Once fields have run, the answer is 200 and the
 * error stands beside the data that could be had.
 */
export const ERROR_CODES = {
  GRAPHQL_PARSE_FAILED: { status: 400, meaning: 'The query is not GraphQL.' },
  GRAPHQL_VALIDATION_FAILED: { status: 400, meaning: 'The query does not fit the schema.' },
  OPERATION_RESOLUTION_FAILURE: { status: 400, meaning: 'It is not clear which operation of the query to run.' },
  BAD_REQUEST: { status: 400, meaning: 'The HTTP request is not one that a GraphQL service takes.' },
  PERSISTED_QUERY_NOT_SUPPORTED: { status: 200, meaning: 'Send the whole query; the service keeps none by its hash.' },
  BAD_USER_INPUT: { status: 400, meaning: 'A variable or an argument has a value that is not allowed.' },
  PAGE_SIZE_OUT_OF_RANGE: { status: 400, meaning: 'A page is asked for with too few or too many items.' },
  TOO_MANY_TOKENS: { status: 400, meaning: 'The query is too long.' },
  QUERY_TOO_DEEP: { status: 400, meaning: 'The query is nested too deeply.' },
  QUERY_TOO_COSTLY: { status: 400, meaning: 'The query could return too much at once.' },
  TOO_MANY_ALIASES: { status: 400, meaning: 'The query has too many aliases.' },
  TOO_MANY_REPEATED_FIELDS: { status: 400, meaning: 'The query asks for one field of one object too often.' },
  TOO_MANY_DIRECTIVES: { status: 400, meaning: 'The query has too many directives.' },
  REQUEST_TOO_LARGE: { status: 413, meaning: 'The body of the request is too large.' },
  UNAUTHENTICATED: { status: 401, meaning: 'There is no access token, or it was refused.' },
  FORBIDDEN: { status: 403, meaning: 'The caller may not do this.' },
  NOT_FOUND: { status: 404, meaning: 'There is no such object, or the caller may not know of it.' },
  CONFLICT: { status: 409, meaning: 'Something else was faster. Nothing was recorded; send the request again.' },
  READ_BEHIND: { status: 503, meaning: 'The read models did not reach the position asked for in time.' },
  POSITION_NOT_ISSUED: { status: 400, meaning: 'The service has not given out this position.' },
  MOMENT_IN_FUTURE: { status: 400, meaning: 'It is asked as at a time of recording that is still to come.' },
  NOT_AS_AT: { status: 400, meaning: 'What is asked for is no part of the record: it cannot be shown as at a moment.' },
  REPLAY_TOO_COSTLY: {
    status: 400,
    meaning: 'Too many events would have to be replayed. The message says how to narrow.',
  },
  REPLAY_OUT_OF_TIME: { status: 503, meaning: 'The events could not be replayed in time.' },
  STORAGE_FULL: { status: 503, meaning: 'Nothing can be recorded: the disk of the service is full.' },
  UNAVAILABLE: { status: 503, meaning: 'Something that the service needs is missing for the moment.' },
  RATE_LIMITED: { status: 429, meaning: 'Too many requests. Wait as long as Retry-After says.' },
  INTERNAL_SERVER_ERROR: { status: 500, meaning: 'A fault of the service. Give its operator the correlation id.' },
} as const satisfies Record<string, { readonly status: number; readonly meaning: string }>;

export type ErrorCode = keyof typeof ERROR_CODES;

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);
}
