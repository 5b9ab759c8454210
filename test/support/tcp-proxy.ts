import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A piece of what one side sends to the other, as it came off the wire. */
export interface Piece {
  readonly direction: 'request' | 'answer';
  readonly data: Buffer;
  /** Numbers the connections of this proxy: 1, 2, 3 … */
  readonly connection: number;
}

/**
 * What becomes of a piece. After `lose-answer` the other side gets it and may act on it, but the connection is cut before
 * anything comes back; after `cut` the other side never sees it.
 */
export type Verdict = 'pass' | 'cut' | 'lose-answer';

/** Stands between a client and a server on this machine, and is the network between them: it can fail as one does. */
export class TcpProxy {
  readonly #links = new Set<Link>();
  #judge: (piece: Piece) => Verdict = () => 'pass';
  #down = false;
  #frozen = false;
  #connections = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: { readonly host: string; readonly port: number },
  ) {
    server.on('connection', (client) => this.#accept(client));
  }

  static async start(target: { readonly host: string; readonly port: number }): Promise<TcpProxy> {
    const server = createServer({ pauseOnConnect: true, noDelay: true, allowHalfOpen: true });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return new TcpProxy(server, target);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** How many connections there are now. */
  get open(): number {
    return this.#links.size;
  }

  /** Decides about everything that passes from now on. */
  judge(verdictOn: (piece: Piece) => Verdict): void {
    this.#judge = verdictOn;
  }

  /** Breaks all connections, as the failure of a router does; new ones are taken. */
  cut(): void {
    for (const link of [...this.#links]) link.cut();
  }

  /** Breaks all connections and takes no new ones. */
  goDown(): void {
    this.#down = true;
    this.cut();
  }

  comeUp(): void {
    this.#down = false;
  }

  /** Nothing passes any more, in either direction, and nobody is told. */
  freeze(): void {
    this.#frozen = true;
    for (const link of this.#links) link.freeze();
  }

  thaw(): void {
    this.#frozen = false;
    for (const link of this.#links) link.thaw();
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.cut();
    await closed;
  }

  #accept(client: Socket): void {
    if (this.#down) return void client.resetAndDestroy();
    const connection = (this.#connections += 1);
    const link = new Link(client, connect({ ...this.target, noDelay: true, allowHalfOpen: true }), (direction, data) =>
      this.#judge({ direction, data, connection }),
    );
    this.#links.add(link);
    link.onEnd(() => this.#links.delete(link));
    if (this.#frozen) link.freeze();
    else link.thaw();
  }
}

/** One client's connection, and the one to the server that was made for it. */
class Link {
  #losingAnswers = false;
  #onEnd: () => void = () => undefined;

  constructor(
    private readonly client: Socket,
    private readonly server: Socket,
    private readonly judge: (direction: Piece['direction'], data: Buffer) => Verdict,
  ) {
    client.pause();
    server.pause();
    client.on('data', (data) => this.#carry('request', data));
    server.on('data', (data) => this.#carry('answer', data));
    this.#tie(client, server);
    this.#tie(server, client);
  }

  onEnd(listener: () => void): void {
    this.#onEnd = listener;
  }

  freeze(): void {
    this.client.pause();
    this.server.pause();
  }

  thaw(): void {
    this.client.resume();
    this.server.resume();
  }

  cut(): void {
    for (const side of [this.client, this.server]) if (!side.destroyed) side.resetAndDestroy();
  }

  /** What one side does, the other is to see. */
  #tie(side: Socket, other: Socket): void {
    side.on('end', () => void (other.writable && other.end()));
    side.on('error', () => {
      if (!this.#losingAnswers) this.cut();
    });
    side.on('close', () => {
      if (other.destroyed) this.#onEnd();
      else if (!this.#losingAnswers) other.destroySoon();
    });
  }

  #carry(direction: Piece['direction'], data: Buffer): void {
    if (this.#losingAnswers) return;
    const verdict = this.judge(direction, data);
    if (verdict === 'cut') return this.cut();
    const to = direction === 'request' ? this.server : this.client;
    if (verdict === 'pass') return void to.write(data);
    this.#losingAnswers = true;
    // The server reads to the end of what it was sent; the client is cut off at once.
    to.end(data);
    this.client.resetAndDestroy();
  }
}
