import { OperationError, UsageError } from './exit-code.js';

export type Ask = <Data>(query: string, variables?: Readonly<Record<string, unknown>>) => Promise<Data>;

/** Fetches a file of the service; the parts of its text come as they arrive. */
export type Download = (path: string) => Promise<AsyncIterable<string>>;

/** The service answered with an error. */
export class ServiceError extends OperationError {
  constructor(
    readonly code: string | undefined,
    message: string,
  ) {
    super(`The service answered ${code ?? 'an error'}: ${message}`);
  }
}

/** Nothing came back that the service wrote: it cannot be reached, took too long, or something in between answered. */
export class NoAnswerError extends OperationError {}

const LOCAL = ['localhost', '127.0.0.1', '[::1]'];
/** Longest wait for an answer, in milliseconds: a piece of an import may take its time. */
const ANSWER_WITHIN = 120_000;

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** @throws {UsageError} for an address to which a token must not be sent */
export function connectTo(address: string, token: string): Ask {
  const url = graphqlUrl(address);
  return async <Data>(query: string, variables: Readonly<Record<string, unknown>> = {}) => {
    const answer = await send(url, token, JSON.stringify({ query, variables }));
    const [error] = answer.errors ?? [];
    if (error) throw new ServiceError(error.extensions?.code, error.message);
    return answer.data as Data;
  };
}

/** @throws {UsageError} for an address to which a token must not be sent */
export function downloadFrom(address: string, token: string): Download {
  const { origin } = graphqlUrl(address);
  return async (path) => {
    const response = await fetch(origin + path, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
    }).catch((cause: unknown) => {
      throw new NoAnswerError(`The service at ${origin} did not answer: ${reasonOf(cause)}`, { cause });
    });
    if (response.ok && response.body) return textOf(response.body, origin);
    throw new ServiceError(String(response.status), messageIn(await response.text()));
  };
}

/** @throws NoAnswerError when it ends before the service has written it to its end */
async function* textOf(body: NonNullable<Response['body']>, origin: string): AsyncGenerator<string> {
  try {
    yield* body.pipeThrough(new TextDecoderStream('utf-8', { ignoreBOM: true }));
  } catch (cause) {
    throw new NoAnswerError(`What the service at ${origin} sent is not whole: ${reasonOf(cause)}`, { cause });
  }
}

/** What a refusal says: in JSON its message, else the beginning of the text. */
export function messageIn(text: string): string {
  try {
    const { message } = JSON.parse(text) as { readonly message?: unknown };
    return typeof message === 'string' ? message : text.slice(0, 200);
  } catch {
    return text.slice(0, 200);
  }
}

function graphqlUrl(address: string): URL {
  const url = checked(address);
  if (url.pathname === '/') url.pathname = '/graphql';
  return url;
}

/**
 * An address of the service besides the API, whatever path the address has that was given.
 * @throws {UsageError} for an address to which a token must not be sent
 */
export function addressOf(address: string, path: string): URL {
  return new URL(path, checked(address));
}

/** @throws {UsageError} */
function checked(address: string): URL {
  if (!URL.canParse(address))
    throw new UsageError(`${address} is not an address such as https://concordat.example.gov.uk.`);
  const url = new URL(address);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOCAL.includes(url.hostname))) {
    throw new UsageError('The address must begin with https:, so that nobody can read the token on its way.');
  }
  return url;
}

async function send(url: URL, token: string, body: string): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
    return (await response.json()) as Answer;
  } catch (cause) {
    throw new NoAnswerError(`The service at ${url.origin} did not answer: ${reasonOf(cause)}`, { cause });
  }
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message;
}
