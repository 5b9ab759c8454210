import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Caller, Party, Role } from '#platform/access';
import type { EmbeddedEngineOptions, Engine } from '#platform/engine';
import { applicationError, type Authentication } from '#platform/graphql';
import { contextsWith } from '#domain';
import type { RetentionSettings } from '#domain/data-protection';
import { GATEWAY_DEFAULTS } from '#domain/contacts';
import { endpointSecret, type DeliveryEnvelope } from '#platform/transports';
import { createApplication } from '../../apps/api/application.js';
import { makeEngineHome, type EngineHome, type TestEngineOptions } from './engines/test-engine.js';
import { ScriptedTransport } from './scripted-transport.js';

export interface GraphqlAnswer<Data> {
  readonly status: number;
  readonly data: Data;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly extensions?: { readonly concordat?: { readonly position: string } };
}

/** A person or system that a test acts as. */
export interface TestCaller {
  readonly name: string;
  readonly party: Party;
  readonly roles: readonly Role[];
  readonly officerId?: string;
}

/** The service on the engine that CONCORDAT_TEST_ENGINE names, with all it keeps its own, over real HTTP on a free port. */
export interface TestService {
  readonly url: string;
  readonly engine: Engine;
  /** Holds everything that the service keeps on the embedded engine. */
  readonly dataFolder: string;
  /** What dispatches have sent: nothing leaves the service. */
  readonly sent: readonly DeliveryEnvelope[];
  readonly transport: ScriptedTransport;
  /** Asks as a caller; `data` is what came back. */
  as(
    caller: TestCaller,
  ): <Data = Record<string, never>>(
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ) => Promise<GraphqlAnswer<Data>>;
  /** Stops the service and starts it again on the same data, without limits or with these. */
  restart(limits?: DiskLimits): Promise<void>;
  close(): Promise<void>;
}

/** What a scenario says of the engine besides. */
export type EngineSettings = Pick<EmbeddedEngineOptions, 'ledgerKeys' | 'witnesses'> & {
  readonly retention?: RetentionSettings;
};

type DiskLimits = NonNullable<EmbeddedEngineOptions['maximumPages']>;

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Starts a service for scenarios. Callers are told apart by a header instead of a token, so that a scenario shows
 * rights and not token handling; tokens have scenarios of their own with a real issuer.
 * @param clock what the service takes for the time
 * @param limits of the engine's files, as if their disks were full beyond them
 * @param settings of the engine, the same at every start
 */
export async function startService(
  clock: () => Date = () => new Date(),
  limits: DiskLimits = {},
  { retention = {}, ...settings }: EngineSettings = {},
): Promise<TestService> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'concordat-'));
  const callers = new Map<string, Caller>();
  const authentication: Authentication = {
    authenticate: async (authorization) => {
      // As a token of the console: the name of the caller.
      const caller = callers.get((authorization ?? '').replace(/^Bearer /, 'Test '));
      if (!caller) throw applicationError('UNAUTHENTICATED', 'Unknown test caller.');
      return caller;
    },
  };
  const transport = new ScriptedTransport();
  const contexts = contextsWith({
    retention,
    gateway: GATEWAY_DEFAULTS,
    dispatch: {
      transports: { email: transport, webhook: transport },
      loopbackHttp: false,
      endpointSecret: (address) => endpointSecret('a secret for scenarios', address),
    },
  });
  const home = await makeEngineHome(dataFolder);
  const remove = async (): Promise<void> => {
    await home.remove();
    await rm(dataFolder, { recursive: true });
  };
  const options = { contexts, clock, ...settings };
  let running = await closingOnFault({ stop: remove }, () =>
    start(home, { ...options, maximumPages: limits }, authentication),
  );
  return {
    get url() {
      return running.url;
    },
    get engine() {
      return running.engine;
    },
    dataFolder,
    sent: transport.sent,
    transport,
    as: (caller) => {
      callers.set(`Test ${caller.name}`, {
        party: caller.party,
        subject: `subject-of-${caller.name}`,
        roles: new Set(caller.roles),
        client: 'scenario',
        ...(caller.officerId === undefined ? {} : { officerId: caller.officerId }),
      });
      return (query, variables, headers) => ask(running.url, `Test ${caller.name}`, query, variables, headers);
    },
    restart: async (changed = {}) => {
      await stop(running);
      running = await start(home, { ...options, maximumPages: changed }, authentication);
    },
    close: async () => {
      await stop(running);
      await remove();
    },
  };
}

/**
 * The client closes idle connections, the service does not: both run in one process, and where that is held up for long, a
 * request would go out on a connection that the service then closes as idle (ECONNRESET). Fastify takes 0 among its options
 * for its default.
 */
function keepConnections({ server }: FastifyInstance): void {
  server.keepAliveTimeout = 0;
}

interface Running {
  readonly app: NestFastifyApplication;
  readonly engine: Engine;
  readonly faults: readonly unknown[];
  readonly url: string;
}

async function start(
  home: EngineHome,
  options: Omit<TestEngineOptions, 'log' | 'onFault'>,
  authentication: Authentication,
): Promise<Running> {
  const faults: unknown[] = [];
  const onFault = (error: unknown) => void faults.push(error);
  const engine = await home.open({ ...options, log: silent, onFault });
  await engine.start();
  const app = await closingOnFault(engine, () =>
    createApplication({ engine, authentication, log: silent, prepare: keepConnections }),
  );
  await closingOnFault({ stop: () => stop({ app, engine, faults }) }, () => app.listen(0, '127.0.0.1'));
  return { app, engine, faults, url: await app.getUrl() };
}

/** The log's thread would keep the test process from ending, and Jest silent, if a failed start left it open. */
async function closingOnFault<Result>(part: { stop(): Promise<void> }, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    await part.stop();
    throw error;
  }
}

/** @throws the faults that would have ended a real service while this one ran */
async function stop({ app, engine, faults }: Omit<Running, 'url'>): Promise<void> {
  try {
    await app.close();
  } finally {
    await engine.stop();
  }
  if (faults.length > 0) throw new AggregateError(faults, 'The service met faults that it cannot go on after.');
}

async function ask<Data>(
  url: string,
  authorization: string,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<GraphqlAnswer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization, ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Omit<GraphqlAnswer<Data>, 'status'>) };
}
