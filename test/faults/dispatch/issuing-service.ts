import { randomUUID } from 'node:crypto';
import { authorityIdOf } from '#domain/regulators';
import { startIssuer, type Issuer, type IssuerClient } from '../../support/issuer/index.js';
import type { ServiceProcess } from '../../support/service-process.js';
import { startSendingProcess, type SendingProcessOptions } from './sending-process.js';

const client = (clientId: string, kind: string, code: string, role: string): IssuerClient => ({
  clientId,
  clientSecret: `secret of ${clientId}`,
  claims: { concordat_party: { kind, id: authorityIdOf(code) }, concordat_roles: [role] },
});

const CLIENTS = [
  client('author', 'HSE', 'HSE', 'LEAD'),
  client('hse', 'HSE', 'HSE', 'COMMUNICATIONS_LEAD'),
  client('lacors', 'COORDINATING_BODY', 'LACORS', 'COMMUNICATIONS_LEAD'),
];

export type IssuingParty = 'author' | 'hse' | 'lacors';

interface Answer<Data> {
  readonly data?: Data;
  readonly errors?: unknown;
}

/** The service as `npm start` runs it, with a mail server; asked over HTTP by those who agree on a message. */
export class IssuingService {
  #running: { readonly process: ServiceProcess; readonly url: string } | undefined;

  private constructor(
    private readonly issuer: Issuer,
    private readonly options: SendingProcessOptions,
  ) {}

  static async with(options: SendingProcessOptions): Promise<IssuingService> {
    return new IssuingService(await startIssuer({ clients: CLIENTS }), options);
  }

  /** Starts it in a process of its own, which sends as soon as it is ready. */
  async start(): Promise<void> {
    const process = startSendingProcess(this.issuer, this.options);
    this.#running = { process, url: await process.ready() };
  }

  kill(): void {
    const pid = this.#running?.process.pid;
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  }

  /** Waits until the process has ended. @returns its exit code; null when a signal ended it */
  async ended(): Promise<number | null> {
    const end = await this.#running?.process.ended;
    this.#running = undefined;
    return end?.exitCode ?? null;
  }

  /** @throws when the answer holds an error */
  async ask<Data>(as: IssuingParty, query: string, variables: object): Promise<Data> {
    const response = await fetch(`${this.#running?.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await this.issuer.token(as)}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Answer<Data>;
    if (errors !== undefined || data === undefined) throw new Error(`${as} was answered ${JSON.stringify(errors)}`);
    return data;
  }

  /** Gives a command. @throws when it is refused */
  async give<Payload>(as: IssuingParty, mutation: string, input: object, selection = ''): Promise<Payload> {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) {
      payload: ${mutation}(input: $input) { ${selection} userErrors { code message } }
    }`;
    const variables = { input: { idempotencyKey: randomUUID(), ...input } };
    const { payload } = await this.ask<{ payload: Payload & { userErrors: readonly object[] } }>(as, query, variables);
    if (payload.userErrors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(payload.userErrors)}`);
    return payload;
  }

  /** Stops the process, where one runs, and the issuer. */
  async close(): Promise<void> {
    await this.#running?.process.stop();
    await this.issuer.close();
  }
}
