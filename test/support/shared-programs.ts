import { setTimeout as pause } from 'node:timers/promises';
import { generateSignerKey, NOTE_ALGORITHM, signerKeyText } from '#platform/ledger';
import { run } from '../../apps/cli/program.js';
import { startIssuer, type Issuer } from './issuer/index.js';
import type { GraphqlAnswer, TestCaller, TestService } from './service.js';
import { startServiceProcess, startWorkerProcess, type ServiceProcess } from './service-process.js';

type Environment = Readonly<Record<string, string>>;

export interface ConsoleRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The programs on one PostgreSQL database, in processes of their own, as an operator starts them. */
export class SharedPrograms {
  readonly #running: ServiceProcess[] = [];

  private constructor(
    private readonly issuer: Issuer,
    readonly environment: Environment,
  ) {}

  static async on(connectionString: string): Promise<SharedPrograms> {
    const issuer = await startIssuer({ clients: [] });
    return new SharedPrograms(issuer, {
      CONCORDAT_ENGINE: 'postgresql',
      CONCORDAT_POSTGRES_URL: connectionString,
      CONCORDAT_KEY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
      CONCORDAT_EVIDENCE_KEY: signerKeyText(generateSignerKey('log.example', NOTE_ALGORITHM.ed25519)),
      CONCORDAT_PORT: '0',
    });
  }

  worker(changes: Environment = {}): ServiceProcess {
    return this.#kept(startWorkerProcess({ ...this.environment, ...changes }));
  }

  service(changes: Environment = {}): ServiceProcess {
    const { url, audience } = this.issuer;
    return this.#kept(
      startServiceProcess({
        ...this.environment,
        CONCORDAT_OIDC_ISSUER: url,
        CONCORDAT_OIDC_AUDIENCE: audience,
        ...changes,
      }),
    );
  }

  /** The service at an address, asked with tokens of the issuer. */
  at(url: string): Pick<TestService, 'as'> {
    return {
      as:
        (caller) =>
        async <Data>(query: string, variables: Record<string, unknown> = {}) => {
          const response = await fetch(`${url}/graphql`, {
            method: 'POST',
            headers: {
              'content-type': 'application/json',
              authorization: `Bearer ${await this.tokenOf(caller)}`,
              // One that the service closes as idle just when it is used again would look like a process that ended.
              connection: 'close',
            },
            body: JSON.stringify({ query, variables }),
          });
          const answer = (await response.json()) as Omit<GraphqlAnswer<Data>, 'status'>;
          return { status: response.status, ...answer };
        },
    };
  }

  tokenOf({ name, party, roles, officerId }: TestCaller): Promise<string> {
    return this.issuer.mint({
      sub: `subject-of-${name.replaceAll(' ', '-')}`,
      client_id: 'scenario',
      concordat_party: party,
      concordat_roles: [...roles],
      concordat_officer: officerId,
    });
  }

  async concordat(args: readonly string[], changes: Environment = {}): Promise<ConsoleRun> {
    let [stdout, stderr] = ['', ''];
    const exitCode = await run(
      ['node', 'concordat', ...args],
      { ...this.environment, ...changes },
      {
        stdout: { write: (text) => (stdout += text) },
        stderr: { write: (text) => (stderr += text) },
      },
    );
    return { exitCode, stdout, stderr };
  }

  /** Ends all processes. */
  async stop(): Promise<void> {
    await Promise.all(this.#running.splice(0).map((each) => each.stop()));
  }

  /** Ends all processes and the issuer. */
  async close(): Promise<void> {
    await this.stop();
    await this.issuer.close();
  }

  #kept(started: ServiceProcess): ServiceProcess {
    this.#running.push(started);
    return started;
  }
}

/** Asks again until the answer is the one waited for; the test's own limit ends it. */
export async function until<Answer>(ask: () => Promise<Answer>, isIt: (answer: Answer) => boolean): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (isIt(answer)) return answer;
    await pause(50);
  }
}
