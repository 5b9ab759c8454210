import { spawn, type ChildProcess } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { copyCluster, SUPERUSER, unprivilegedUser } from './postgresql-template.js';

export { findPostgresql } from './postgresql-template.js';

export interface ClusterOptions {
  /** False: commits do not wait for the disk. For whatever is not about durability. Default true. */
  readonly durable?: boolean;
  /** Further settings, for example `max_connections=200`. */
  readonly settings?: readonly string[];
  /** Where the cluster's folder is made; it must be open to everybody. Default: among the temporary files. */
  readonly parent?: string;
}

/** A PostgreSQL server on a throw-away cluster of its own. */
export interface PostgresqlCluster {
  /** Of its superuser, to the database `postgres`. */
  readonly connectionString: string;
  readonly port: number;
  /**
   * @param order how it compares text where a query does not say: as people do, which is what a service will meet, or
   *   byte by byte, which is faster
   * @returns the connection string, as superuser, of a new and empty database
   */
  createDatabase(order?: 'people' | 'bytes'): Promise<string>;
  /** As superuser, in any of its databases. */
  query(text: string, connectionString?: string): Promise<readonly Record<string, unknown>[]>;
  /** A connection that is held on to. */
  session(connectionString?: string): Promise<ClusterSession>;
  /** Sends a signal to the server's main process, for example SIGKILL; for one that ends it, waits for the end. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** `fast` finishes the files; `immediate` leaves all to the recovery at the next start. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  /** Starts it again, on the same port and files. */
  start(): Promise<void>;
  /** Ends it, and removes all it wrote. */
  close(): Promise<void>;
}

export interface ClusterSession extends AsyncDisposable {
  query(text: string): Promise<readonly Record<string, unknown>[]>;
}

/** @param programs the folder that `findPostgresql` returned */
export async function startPostgresql(programs: string, options: ClusterOptions = {}): Promise<PostgresqlCluster> {
  const folder = mkdtempSync(join(options.parent ?? tmpdir(), 'postgresql-'));
  const owner = unprivilegedUser();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const cluster = new Cluster(programs, folder, await freePort(), options);
  try {
    await copyCluster(programs, cluster.data);
    await cluster.start();
  } catch (error) {
    await cluster.close();
    throw error;
  }
  return cluster;
}

const ENDING = new Set<NodeJS.Signals>(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGQUIT']);
/** What a server says that cannot start yet, because processes of its predecessor are still ending. */
const TOO_EARLY = /is still in use|is another postmaster|could not bind/;

class Cluster implements PostgresqlCluster {
  readonly data: string;
  readonly connectionString: string;
  #server: ChildProcess | undefined;
  #databases = 0;

  constructor(
    private readonly programs: string,
    private readonly folder: string,
    readonly port: number,
    private readonly options: ClusterOptions,
  ) {
    this.data = join(folder, 'data');
    this.connectionString = this.#connectionStringTo('postgres');
  }

  async createDatabase(order: 'people' | 'bytes' = 'people'): Promise<string> {
    this.#databases += 1;
    const name = `test_${this.#databases}`;
    const locale = order === 'people' ? `locale_provider icu icu_locale 'en-GB'` : `locale 'C'`;
    await this.query(`create database ${name} template template0 encoding UTF8 ${locale}`);
    return this.#connectionStringTo(name);
  }

  async query(text: string, connectionString?: string): Promise<readonly Record<string, unknown>[]> {
    await using session = await this.session(connectionString);
    return await session.query(text);
  }

  async session(connectionString = this.connectionString): Promise<ClusterSession> {
    const client = new pg.Client({ connectionString });
    client.on('error', () => undefined);
    await client.connect();
    return {
      query: async (text) => (await client.query<Record<string, unknown>>(text)).rows,
      [Symbol.asyncDispose]: () => client.end(),
    };
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    const server = this.#server;
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    server.kill(signal);
    if (ENDING.has(signal)) await ended;
  }

  stop(mode: 'fast' | 'immediate'): Promise<void> {
    return this.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  }

  async start(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const refusal = await this.#startOnce();
      if (refusal === undefined) return;
      if (attempt === 100 || !TOO_EARLY.test(refusal)) throw new Error(`PostgreSQL did not start: ${refusal}`);
      await pause(50);
    }
  }

  async close(): Promise<void> {
    // A stopped process takes no other signal.
    this.#server?.kill('SIGCONT');
    await this.stop('immediate');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }

  /** @returns why it did not start */
  async #startOnce(): Promise<string | undefined> {
    const { durable = true, settings = [] } = this.options;
    const speed = durable ? [] : ['fsync=off', 'full_page_writes=off'];
    const all = [`port=${this.port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', ...speed, ...settings];
    const server = spawn(join(this.programs, 'postgres'), ['-D', this.data, ...all.flatMap((each) => ['-c', each])], {
      ...unprivilegedUser(),
      cwd: this.folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#server = server;
    const onParentExit = (): void => void server.kill('SIGQUIT');
    process.once('exit', onParentExit);
    server.once('exit', () => process.off('exit', onParentExit));
    return acceptsConnections(server.stderr);
  }

  #connectionStringTo(database: string): string {
    return `postgresql://${SUPERUSER}@127.0.0.1:${this.port}/${database}`;
  }
}

/** @returns what the server said, when it ended instead */
function acceptsConnections(log: NodeJS.ReadableStream): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = '';
    log.on('data', (part: Buffer) => {
      text = (text + part.toString()).slice(-10_000);
      if (text.includes('ready to accept connections')) resolve(undefined);
    });
    log.once('end', () => resolve(text));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('There is no free port.'));
        else resolve(address.port);
      });
    });
  });
}
