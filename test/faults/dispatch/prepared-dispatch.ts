import { contextsWith } from '#domain';
import { GATEWAY_DEFAULTS } from '#domain/contacts';
import { recipientListAggregate } from '#domain/dispatch';
import type { Caller } from '#platform/access';
import { openEmbeddedEngine, type Engine } from '#platform/engine';
import type { StreamName } from '#platform/event-store';
import { deriveId, deriveUuid } from '#platform/values';
import { openDispatch } from '../../support/dispatches.js';
import { ScriptedTransport } from '../../support/scripted-transport.js';

const KEEPER: Caller = {
  party: { kind: 'HSE', id: deriveId('authority', 'HSE') },
  subject: 'spec',
  roles: new Set(['COMMUNICATIONS_LEAD'] as const),
  client: 'spec',
};

/** Works on a data folder that no service uses; nothing is sent. */
export async function onDataFolder<Result>(
  dataFolder: string,
  work: (engine: Engine) => Promise<Result>,
): Promise<Result> {
  const contexts = contextsWith({
    gateway: GATEWAY_DEFAULTS,
    dispatch: { transports: { email: new ScriptedTransport() }, loopbackHttp: false },
  });
  const log = { info: () => undefined, error: () => undefined };
  const engine = await openEmbeddedEngine({ dataFolder, contexts, log, onFault: () => undefined });
  try {
    await engine.start();
    return await work(engine);
  } finally {
    await engine.stop();
  }
}

/** A dispatch that waits for a service to send it. @returns its id */
export function prepareDispatch(dataFolder: string, addresses: readonly string[]): Promise<string> {
  return onDataFolder(dataFolder, async (engine) => {
    const list = deriveId('recipient-list', 'spec');
    const give = async (type: string, input: object) => {
      const outcome = await engine.commands.run(recipientListAggregate, {
        stream: list as string as StreamName,
        type,
        input,
        commandId: deriveUuid('spec', type),
        caller: KEEPER,
        correlationId: 'spec',
      });
      if (outcome.outcome !== 'accepted') throw new Error(JSON.stringify(outcome));
      await engine.projections.waitFor(outcome.position, 30_000);
    };
    await give('CreateRecipientList', { name: 'Everybody', channel: 'EMAIL', audience: 'PRACTITIONERS' });
    await give('AddRecipients', { recipients: addresses.map((address) => ({ address })) });
    const { id, outcome } = await openDispatch(engine, { recipientListIds: [list] });
    if (outcome.outcome !== 'accepted') throw new Error(JSON.stringify(outcome));
    return id;
  });
}
