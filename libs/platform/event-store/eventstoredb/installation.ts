import { randomUUID } from 'node:crypto';
import type { BinaryEventData, RecordedEvent as ServerEvent } from '@eventstore/db-client';
import {
  EventStoreDbAccessDeniedError,
  EventStoreDbLogAlteredError,
  EventStoreDbUnavailableError,
} from './eventstoredb.errors.js';
import { persist } from './persistence.js';
import { detailOf, serverFaultOf } from './server-fault.js';
import type { ServerLog } from './server-log.js';

/** No stream of the service is called so, and no reader of the log is shown it. */
const STREAM = 'concordat-installation';
const TYPE = 'concordat.InstallationNamed.v1';

/**
 * The id of the log, which the first process that opens it gives.
 * @param proposed for a log that has none
 */
export async function establishInstallation(server: ServerLog, proposed: string = randomUUID()): Promise<string> {
  const known = await installationOf(server);
  if (known !== undefined) return known;
  await nameInstallation(server, proposed);
  const named = await installationOf(server);
  if (named !== undefined) return named;
  throw new EventStoreDbLogAlteredError(`The stream ${STREAM}, which tells this log from others, has no event.`);
}

async function installationOf(server: ServerLog): Promise<string | undefined> {
  const { events } = await server.streamPage({ stream: STREAM, direction: 'forwards', limit: 1 });
  return events[0] && idIn(events[0]);
}

/** Of several processes that begin at once, one names it. */
async function nameInstallation(server: ServerLog, id: string): Promise<void> {
  const event: BinaryEventData = {
    id,
    contentType: 'application/octet-stream',
    type: TYPE,
    data: new TextEncoder().encode(id),
    metadata: undefined,
  };
  try {
    await persist(() => server.append({ stream: STREAM, last: undefined, events: [event] }), {
      giveUpAfterMs: server.giveUpAfterMs,
      givingUp: (error) => new EventStoreDbUnavailableError(server.shown, detailOf(error)),
    });
  } catch (error) {
    const fault = serverFaultOf(error);
    if (fault === 'access-denied') throw new EventStoreDbAccessDeniedError(server.shown);
    if (fault !== 'wrong-revision') throw error;
  }
}

function idIn({ data }: ServerEvent): string {
  return data instanceof Uint8Array ? new TextDecoder().decode(data) : String(data);
}
