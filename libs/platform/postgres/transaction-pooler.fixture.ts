import { connect, createServer, type Socket } from 'node:net';

/** Lends the connections of a server to clients for one transaction each, as PgBouncer does with `pool_mode = transaction`. */
export interface TransactionPooler extends AsyncDisposable {
  readonly connectionString: string;
}

const SYNC = 'S'.charCodeAt(0);
const QUERY = 'Q'.charCodeAt(0);
const READY = 'Z'.charCodeAt(0);
const IDLE = 'I'.charCodeAt(0);
const HEADER_BYTES = 5;

export async function openTransactionPooler(connectionString: string): Promise<TransactionPooler> {
  const target = new URL(connectionString);
  const sockets = new Set<Socket>();
  const idle: Backend[] = [];
  const server = createServer((client) => {
    sockets.add(client);
    let backend: Promise<Backend> | undefined;
    let startUp: Buffer | undefined;
    const serve = async (message: Buffer): Promise<void> => {
      const before = backend;
      const lent = (backend ??= Promise.resolve(idle.pop() ?? new Backend(target, sockets, startUp ?? message)));
      const to = await lent;
      // The greeting of another client's connection serves this one as well.
      if (startUp === undefined && before === undefined) startUp = message;
      const { answer, isIdle } = await to.ask(startUp === message ? undefined : message);
      if (isIdle) {
        backend = undefined;
        idle.push(to);
      }
      client.write(answer);
    };
    let [turn, pending] = [Promise.resolve(), Buffer.alloc(0)];
    client.on('error', () => undefined);
    client.on('data', (bytes: Buffer) => {
      pending = Buffer.concat([pending, bytes]);
      const end = endOfAsked(pending, startUp === undefined);
      if (end === 0) return;
      const message = pending.subarray(0, end);
      pending = pending.subarray(end);
      turn = turn.then(() => serve(message));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The pooler has no port.');
  const pooled = new URL(target);
  pooled.port = String(address.port);
  return {
    connectionString: pooled.href,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One connection of the server. What it said first is what every client hears first. */
class Backend {
  readonly #socket: Socket;
  #answers: (answer: Buffer) => void = () => undefined;
  #received = Buffer.alloc(0);
  #greeting: Promise<Buffer>;

  constructor(target: URL, sockets: Set<Socket>, startUp: Buffer) {
    this.#socket = connect(Number(target.port), target.hostname);
    sockets.add(this.#socket);
    this.#socket.on('error', () => undefined);
    this.#socket.on('data', (bytes: Buffer) => {
      this.#received = Buffer.concat([this.#received, bytes]);
      if (!isWholeAnswer(this.#received)) return;
      const answer = this.#received;
      this.#received = Buffer.alloc(0);
      this.#answers(answer);
    });
    this.#greeting = this.#send(startUp);
  }

  /** @param message undefined: the greeting */
  async ask(message: Buffer | undefined): Promise<{ readonly answer: Buffer; readonly isIdle: boolean }> {
    const greeting = await this.#greeting;
    const answer = message === undefined ? greeting : await this.#send(message);
    return { answer, isIdle: answer.at(-1) === IDLE };
  }

  #send(message: Buffer): Promise<Buffer> {
    return new Promise((resolve) => {
      this.#answers = resolve;
      this.#socket.write(message);
    });
  }
}

/** Where a message ends that wants an answer: a start-up, a query, or what goes before a Sync; 0: it is not whole. */
function endOfAsked(bytes: Buffer, isStartUp: boolean): number {
  if (isStartUp) return bytes.length >= 4 && bytes.length >= bytes.readInt32BE(0) ? bytes.readInt32BE(0) : 0;
  for (const { kind, end } of messagesIn(bytes)) if (kind === SYNC || kind === QUERY) return end;
  return 0;
}

function isWholeAnswer(bytes: Buffer): boolean {
  return [...messagesIn(bytes)].some(({ kind, end }) => kind === READY && end === bytes.length);
}

function* messagesIn(bytes: Buffer): Generator<{ readonly kind: number; readonly end: number }> {
  for (let at = 0; at + HEADER_BYTES <= bytes.length;) {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    if (end > bytes.length) return;
    yield { kind: bytes.readUInt8(at), end };
    at = end;
  }
}
