import { randomUUID } from 'node:crypto';
import type { BinaryEventData, RecordedEvent as ServerEvent } from '@eventstore/db-client';
import type { Revision } from '../event-store.port.js';
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
const MOVE_TYPES = { begun: 'concordat.MoveBegun.v1', finished: 'concordat.MoveFinished.v1' } as const;

/**
 * The id of the log, which the first process that opens it gives.
 * @param proposed for a log that has none
 */
export async function establishInstallation(server: ServerLog, proposed: string = randomUUID()): Promise<string> {
  const known = await installationOf(server);
  if (known !== undefined) return known;
  await add(server, undefined, { type: TYPE, id: proposed, data: proposed });
  const named = await installationOf(server);
  if (named !== undefined) return named;
  throw new EventStoreDbLogAlteredError(`The stream ${STREAM}, which tells this log from others, has no event.`);
}

/** `undefined` for a server that no service has used. */
export async function installationOf(server: ServerLog): Promise<string | undefined> {
  const first = await server.edgeOf(STREAM, 'first');
  return first && idIn(first);
}

/** Whether another log is being copied here and is not whole yet. */
export async function isMoveUnderWay(server: ServerLog): Promise<boolean> {
  return (await server.edgeOf(STREAM, 'last'))?.type === MOVE_TYPES.begun;
}

/** Of a log that has an id. A repetition changes nothing, nor does the end of a move that never began. */
export async function noteMove(server: ServerLog, step: keyof typeof MOVE_TYPES): Promise<void> {
  const last = await server.edgeOf(STREAM, 'last');
  const isUnderWay = last?.type === MOVE_TYPES.begun;
  if (last === undefined || isUnderWay === (step === 'begun')) return;
  const event = { type: MOVE_TYPES[step], id: randomUUID(), data: new Date().toISOString() };
  await add(server, Number(last.revision) as Revision, event);
}

/** Of several processes that add at once, one does. */
async function add(
  server: ServerLog,
  last: Revision | undefined,
  { type, id, data }: { readonly type: string; readonly id: string; readonly data: string },
): Promise<void> {
  const event: BinaryEventData = {
    id,
    contentType: 'application/octet-stream',
    type,
    data: new TextEncoder().encode(data),
    metadata: undefined,
  };
  try {
    await persist(() => server.append({ stream: STREAM, last, events: [event] }), {
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
