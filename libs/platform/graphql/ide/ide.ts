import type { FastifyInstance } from 'fastify';
import { ideFiles } from './ide-bundle.js';

export interface IdeOptions {
  /** Where the page is. Default `/graphiql`. */
  readonly path?: string;
  /** Where it sends queries. Default `/graphql`. */
  readonly endpoint?: string;
}

/**
 * Nothing but this server: no script, font or picture from elsewhere, and no script within the page. The editor makes
 * style elements of its own, so that styles within the page must be allowed.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  ttf: 'font/ttf',
};

/** A web address path that is safe within HTML. */
const PATH = /^(\/[A-Za-z0-9_-]+)+$/;

/**
 * Serves GraphiQL from files of this machine. For the demonstration only: it refuses where NODE_ENV is `production`.
 * The first start makes the files (some seconds).
 * @throws {IdeUnavailableError} when the development packages are not installed
 */
export async function registerIde(
  app: FastifyInstance,
  { path = '/graphiql', endpoint = '/graphql' }: IdeOptions = {},
): Promise<void> {
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error('The IDE is for the demonstration only. Leave it out when NODE_ENV is "production".');
  }
  for (const given of [path, endpoint]) {
    if (!PATH.test(given)) throw new Error(`The path ${JSON.stringify(given)} must be like /graphiql.`);
  }
  const files = await ideFiles();
  const page = files.get('index.html')?.toString().replaceAll('{path}', path).replaceAll('{endpoint}', endpoint);
  app.get(path, async (_request, reply) =>
    reply
      .headers(HEADERS)
      .type(TYPES['html'] ?? '')
      .send(page),
  );
  app.get<{ Params: { file: string } }>(`${path}/:file`, async ({ params }, reply) => {
    const type = TYPES[params.file.slice(params.file.lastIndexOf('.') + 1)];
    const body = files.get(params.file);
    if (!body || !type || params.file === 'index.html') return reply.status(404).send();
    return reply.headers(HEADERS).type(type).send(body);
  });
}
