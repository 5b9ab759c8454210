import { randomBytes } from 'node:crypto';
import { generateSignerKey, NOTE_ALGORITHM, signerKeyText } from '#platform/ledger';
import { startIssuer, type Issuer } from '../../support/issuer/index.js';
import type { PostgresqlCluster } from '../../support/postgresql-cluster.js';
import { startServiceProcess, startWorkerProcess, type ServiceProcess } from '../../support/service-process.js';

const REGISTRAR = 'registrar';

/** How often the registration of each organisation is in a table of events. */
export function registrations(table: string): string {
  const type = "type like 'organisations.OrganisationRegistered.%'";
  return `select stream, count(*) as count from ${table} where ${type} group by stream`;
}

/** API processes and workers on one database, as an installation of several machines has them. */
export class Fleet {
  readonly apis: ServiceProcess[] = [];
  readonly urls: string[] = [];
  readonly workers = new Map<number, ServiceProcess>();

  private constructor(
    private readonly cluster: PostgresqlCluster,
    readonly database: string,
    private readonly issuer: Issuer,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  static async start(cluster: PostgresqlCluster, apis: number, workers: number): Promise<Fleet> {
    const database = await cluster.createDatabase();
    const party = { kind: 'HSE', id: 'authority-00000000-0000-5000-8000-000000000001' };
    const claims = { concordat_party: party, concordat_roles: ['REGISTRAR'] };
    const issuer = await startIssuer({ clients: [{ clientId: REGISTRAR, clientSecret: 'secret', claims }] });
    const fleet = new Fleet(cluster, database, issuer, environmentOf(database));
    try {
      // The first makes the tables.
      await fleet.startWorker();
      await Promise.all([
        ...Array.from({ length: workers - 1 }, () => fleet.startWorker()),
        ...Array.from({ length: apis }, () => fleet.#startApi()),
      ]);
      return fleet;
    } catch (error) {
      await fleet.stop();
      throw error;
    }
  }

  /** By what they are. */
  get processIds(): ReadonlyMap<string, number> {
    const apis = this.apis.map(({ pid = 0 }, index) => [`API process ${index + 1}`, pid] as const);
    const workers = [...this.workers.keys()].map((pid, index) => [`worker ${index + 1}`, pid] as const);
    return new Map([...apis, ...workers]);
  }

  /** Those that have ended without being told to. */
  get ended(): readonly string[] {
    return [...this.processIds].filter(([, pid]) => !isRunning(pid)).map(([name]) => name);
  }

  token(): Promise<string> {
    return this.issuer.token(REGISTRAR);
  }

  async startWorker(): Promise<void> {
    const worker = startWorkerProcess(this.environment);
    if (worker.pid !== undefined) this.workers.set(worker.pid, worker);
    await worker.ready();
  }

  /** Ends the worker that keeps the read models, as a power cut would. @returns its process id */
  async killOwner(): Promise<number> {
    const pid = await this.ownerOtherThan(undefined);
    const worker = this.workers.get(pid);
    if (worker === undefined) throw new Error(`Process ${pid} keeps the read models, and is no worker.`);
    this.workers.delete(pid);
    process.kill(pid, 'SIGKILL');
    await worker.ended;
    return pid;
  }

  /** Waits until another process than this one keeps the read models. */
  async ownerOtherThan(former: number | undefined): Promise<number> {
    for (;;) {
      const [lease] = await this.cluster.query(
        "select holder from concordat_coordination.leases where name = 'read-models' and holder is not null",
        this.database,
      );
      const pid = Number(String(lease?.['holder']).split(':').at(-1));
      if (Number.isInteger(pid) && pid !== former) return pid;
    }
  }

  /** How often the registration of each organisation is on record. */
  async registered(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.cluster.query(registrations('concordat_log.events'), this.database);
    return new Map(rows.map(({ stream, count }) => [String(stream), Number(count)]));
  }

  async count(query: string): Promise<number> {
    const [row] = await this.cluster.query(query, this.database);
    return Number(row?.['count']);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.apis, ...this.workers.values()].map((process) => process.stop()));
    await this.issuer.close();
  }

  async #startApi(): Promise<void> {
    const api = startServiceProcess({ ...this.environment, ...accessOf(this.issuer) });
    this.apis.push(api);
    this.urls.push(await api.ready());
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function environmentOf(database: string): Readonly<Record<string, string>> {
  return {
    CONCORDAT_ENGINE: 'postgresql',
    CONCORDAT_POSTGRES_URL: database,
    CONCORDAT_POSTGRES_CONNECTIONS: '5',
    CONCORDAT_MIGRATE: 'yes',
    CONCORDAT_KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    CONCORDAT_EVIDENCE_KEY: signerKeyText(generateSignerKey('concordat.test/campaign', NOTE_ALGORITHM.ed25519)).trim(),
    CONCORDAT_PORT: '0',
  };
}

/** Who may ask, and as often as a campaign does. */
function accessOf(issuer: Issuer): Readonly<Record<string, string>> {
  return {
    CONCORDAT_OIDC_ISSUER: issuer.url,
    CONCORDAT_OIDC_AUDIENCE: issuer.audience,
    CONCORDAT_RATE_PER_SUBJECT: '1000000',
    CONCORDAT_RATE_PER_ADDRESS: '1000000',
  };
}
