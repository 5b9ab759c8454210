import { setTimeout as wait } from 'node:timers/promises';
import { contextsWith } from '#domain';
import { GATEWAY_DEFAULTS } from '#domain/contacts';
import { openEmbeddedEngine } from '#platform/engine';
import { applicationError, type Authentication } from '#platform/graphql';
import type { DeliveryTransport } from '#platform/transports';
import { createApplication } from '../../../apps/api/application.js';
import { defineServer } from '../server-process.js';
import { silentLog } from '../synthetic-log/silent-log.js';
import { CALLERS } from './bench-callers.js';

export interface IssuingInput {
  readonly dataFolder: string;
}

const callers = new Map(Object.entries(CALLERS).map(([token, caller]) => [`Bearer ${token}`, caller]));

const authentication: Authentication = {
  authenticate: async (authorization) => {
    const caller = callers.get(authorization ?? '');
    if (!caller) throw applicationError('UNAUTHENTICATED', 'Unknown caller.');
    return caller;
  },
};

/** E-mail can be chosen as a channel; what is opened is not sent, for the mail server is not measured. */
const unused: DeliveryTransport = {
  send: async () => {
    throw new Error('Nothing is sent here.');
  },
  close: () => undefined,
};

/** The service, which opens dispatches as soon as there is one to open, instead of at its next look. */
export const issuingService = defineServer(import.meta.url, async ({ dataFolder }: IssuingInput) => {
  const onFault = (error: unknown): never => {
    throw error;
  };
  const contexts = contextsWith({
    gateway: GATEWAY_DEFAULTS,
    dispatch: { transports: { email: unused }, loopbackHttp: false },
  });
  const engine = await openEmbeddedEngine({ dataFolder, contexts, log: silentLog, onFault });
  await engine.start();
  const app = await createApplication({ engine, authentication, log: silentLog });
  await app.listen(0, '127.0.0.1');
  let closing = false;
  const looking = (async () => {
    for (; !closing; await wait(5)) await engine.processes.runDue();
  })();
  return {
    ready: { url: `${await app.getUrl()}/graphql` },
    close: async () => {
      closing = true;
      await looking;
      await app.close();
      await engine.stop();
    },
  };
});
