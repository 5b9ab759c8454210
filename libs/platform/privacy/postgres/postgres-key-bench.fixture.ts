import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { grantTo, migrate, openPool, Signals, type PostgresSettings } from '#platform/postgres';
import type { PostgresqlCluster } from '../../../../test/support/postgresql-cluster.js';
import { KEK } from '../key-store.fixture.js';
import { keysSchema } from './keys.schema.js';
import { PostgresKeyRing, type PostgresKeyRingOptions } from './postgres-key-ring.js';

const quiet = { error: () => undefined };

/** A key store in a database of its own; each ring that is opened stands for a process. */
export class PostgresKeyBench {
  readonly #closing: (() => Promise<void>)[] = [];

  private constructor(
    private readonly cluster: PostgresqlCluster,
    readonly settings: PostgresSettings,
  ) {}

  static async make(cluster: PostgresqlCluster): Promise<PostgresKeyBench> {
    const bench = new PostgresKeyBench(cluster, { connectionString: await cluster.createDatabase() });
    const pool = openPool(bench.settings, 'migrations');
    await migrate(pool, keysSchema);
    await pool.end();
    return bench;
  }

  async open(options: Partial<PostgresKeyRingOptions> = {}): Promise<PostgresKeyRing> {
    const settings = options.settings ?? this.settings;
    const signals = new Signals({ settings, lookEveryMs: 100, log: quiet });
    signals.start();
    const given = { settings, signals, keyEncryptionKey: KEK, log: quiet, ...options };
    const ring = await PostgresKeyRing.open(given).catch(async (error: unknown) => {
      await signals.stop();
      throw error;
    });
    this.#closing.push(async () => {
      await ring.close();
      await signals.stop();
    });
    return ring;
  }

  /** Settings of a role that may do what the service needs, and is not the owner of the tables. */
  async asRole(name: string, isGranted = true): Promise<PostgresSettings> {
    await this.query(`create role ${name} login`);
    const pool = openPool(this.settings, 'migrations');
    if (isGranted) await grantTo(pool, keysSchema, name);
    await pool.end();
    const url = new URL(this.settings.connectionString);
    url.username = name;
    return { connectionString: url.href };
  }

  query(text: string): Promise<readonly Record<string, unknown>[]> {
    return this.cluster.query(text, this.settings.connectionString);
  }

  /** Without the version before it: what is secret. */
  async materialOf(subject: string): Promise<Buffer> {
    const [row] = await this.query(
      `select encode(substr(material, 5), 'hex') as hex
       from concordat_keys.key_material join concordat_keys.subject_key using (number) where subject = '${subject}'`,
    );
    return Buffer.from(String(row?.['hex']), 'hex');
  }

  /** Everything that the files of the database hold, the write-ahead log apart. */
  async bytes(): Promise<Buffer> {
    await this.query('checkpoint');
    const [row] = await this.query(
      "select current_setting('data_directory') as data, oid from pg_database where datname = current_database()",
    );
    const folder = join(String(row?.['data']), 'base', String(row?.['oid']));
    return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
  }

  async close(): Promise<void> {
    for (const close of this.#closing) await close();
  }
}
