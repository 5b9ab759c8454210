import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { LONGEST_REQUEST } from './add-checkpoint.request.js';
import type { Witness } from './witness.js';

export interface WitnessServerOptions {
  readonly witness: Pick<Witness, 'addCheckpoint' | 'cosigned'>;
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** A request could not be answered because of a fault: what is on the disk is not known any more. */
  readonly onFault: (error: unknown) => void;
}

export interface RunningWitnessServer {
  /** The submission prefix, with the port that was taken. */
  readonly url: string;
  close(): Promise<void>;
}

/** How long a client may take to send its request, in milliseconds. */
const REQUEST_TIMEOUT = 10_000;
/** How long a connection may wait for its next request: logs ask again and again. */
const KEEP_ALIVE_TIMEOUT = 120_000;
const MOST_HEADER_BYTES = 8 * 1024;
const MOST_CONNECTIONS = 200;
const CHECKPOINTS = '/checkpoints/';

/**
 * Serves `POST /add-checkpoint`; `GET /checkpoints/<origin>`, with slashes as %2F: what was cosigned last of a log; and
 * `GET /health` for whoever watches over the process.
 */
export async function serveWitness(options: WitnessServerOptions): Promise<RunningWitnessServer> {
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT, keepAliveTimeout: KEEP_ALIVE_TIMEOUT, maxHeaderSize: MOST_HEADER_BYTES },
    (request, response) => {
      void serve(options, request, response);
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(options.port, options.host);
  await once(server, 'listening');
  return { url: urlOf(server), close: () => close(server) };
}

async function serve(options: WitnessServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const { url = '' } = request;
    if (url === '/add-checkpoint') await addCheckpoint(options, request, response);
    else if (url === '/health') read(request, response, 'The witness is there.\n');
    else if (url.startsWith(CHECKPOINTS)) read(request, response, cosignedAt(options.witness, url));
    else reply(response, 404, 'There is nothing here: a witness serves /add-checkpoint.\n');
  } catch (error) {
    reply(response, 500, 'The witness failed. Nothing was cosigned.\n');
    options.onFault(error);
  }
}

async function addCheckpoint(
  { witness }: WitnessServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return reply(response, 405, 'A checkpoint is added by POST.\n');
  }
  const body = await bodyOf(request);
  if (body === 'broken') return;
  if (body === 'too long') {
    response.setHeader('connection', 'close');
    return reply(response, 413, `A request is at most ${LONGEST_REQUEST} bytes long.\n`);
  }
  const answer = witness.addCheckpoint(body);
  reply(response, answer.status, answer.body, answer.contentType);
}

function cosignedAt(witness: WitnessServerOptions['witness'], url: string): string | undefined {
  try {
    return witness.cosigned(decodeURIComponent(url.slice(CHECKPOINTS.length)));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function read({ method }: IncomingMessage, response: ServerResponse, body: string | undefined): void {
  if (method !== 'GET') {
    response.setHeader('allow', 'GET');
    return reply(response, 405, 'This is only read.\n');
  }
  if (body === undefined) return reply(response, 404, 'Nothing of that log was cosigned.\n');
  reply(response, 200, body);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | 'too long' | 'broken'> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      const bytes = Buffer.from(chunk as Uint8Array);
      length += bytes.length;
      if (length > LONGEST_REQUEST) return 'too long';
      chunks.push(bytes);
    }
  } catch {
    // The client went away: there is nobody to answer.
    return 'broken';
  }
  return Buffer.concat(chunks);
}

function reply(response: ServerResponse, status: number, body: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  await closed;
}
