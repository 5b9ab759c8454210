import { expect } from '@jest/globals';
import { sql } from 'kysely';
import { systemCaller } from '#platform/access';
import { startMailServer, type ReceivedMail } from '../../../libs/platform/transports/smtp/mail-server.fixture.js';
import { onDataFolder, prepareDispatch } from './prepared-dispatch.js';
import { SendingService } from './sending-service.js';

/** Most deliveries that the service has in flight. */
const IN_FLIGHT = 10;

export interface DispatchKills {
  readonly dataFolder: string;
  readonly recipients: number;
  /** The service is ended when the mail server has got so many messages, in this order. */
  readonly killAfter: readonly number[];
  /** SIGTERM lets it finish what is in flight. */
  readonly signal: 'SIGKILL' | 'SIGTERM';
}

export interface KilledDispatch {
  readonly uncertain: number;
  /** Uncertain ones that the mail server had got all the same. */
  readonly arrivedUncertain: number;
}

/** Ends a service in the midst of a dispatch, lets it go on after each end, and checks what came to whom. */
export async function runDispatchKills(kills: DispatchKills): Promise<KilledDispatch> {
  const addresses = Array.from({ length: kills.recipients }, (_, index) => `r${index + 1}@council.example`);
  const dispatchId = await prepareDispatch(kills.dataFolder, addresses);
  let killNow: () => void = () => undefined;
  let messages = 0;
  const remaining = [...kills.killAfter];
  const server = await startMailServer({
    onMessage: async () => {
      messages += 1;
      if (messages === remaining[0]) {
        remaining.shift();
        killNow();
      }
      return undefined;
    },
  });
  const sending = await SendingService.with({ dataFolder: kills.dataFolder, mailPort: server.port });
  try {
    for (const _moment of kills.killAfter) {
      const killed = sending.start();
      killNow = () => killed.pid !== undefined && process.kill(killed.pid, kills.signal);
      expect((await killed.ended).exitCode).toBe(kills.signal === 'SIGKILL' ? null : 0);
    }
    const last = sending.start();
    const figures = await sending.finished(last, dispatchId);
    expect((await last.stop()).exitCode).toBe(0);
    const uncertain = await uncertainAddresses(kills.dataFolder);
    expect(figures).toMatchObject({ waiting: 0, inFlight: 0, refused: 0, dead: 0, uncertain: uncertain.size });
    expect(figures.delivered + uncertain.size).toBe(kills.recipients);
    expect(uncertain.size).toBeLessThanOrEqual(IN_FLIGHT * kills.killAfter.length);
    return { uncertain: uncertain.size, arrivedUncertain: checkReceived(server.received, addresses, uncertain) };
  } finally {
    await sending.close();
    await server.close();
  }
}

/** @returns how many of the uncertain ones arrived */
function checkReceived(
  received: readonly ReceivedMail[],
  addresses: readonly string[],
  uncertain: ReadonlySet<string>,
): number {
  const counts = new Map<string, number>();
  for (const { to } of received) for (const address of to) counts.set(address, (counts.get(address) ?? 0) + 1);
  const twice = [...counts].filter(([, count]) => count > 1);
  const lost = addresses.filter((address) => !counts.has(address) && !uncertain.has(address));
  const strange = [...counts.keys()].filter((address) => !addresses.includes(address));
  expect({ twice, lost, strange }).toEqual({ twice: [], lost: [], strange: [] });
  return [...uncertain].filter((address) => counts.has(address)).length;
}

/** Those reported as in flight at a kill; no other reason may be given here. */
function uncertainAddresses(dataFolder: string): Promise<ReadonlySet<string>> {
  return onDataFolder(dataFolder, async (engine) => {
    using session = await engine.sessions.open(systemCaller('spec'));
    const { rows } = await sql<{ address: string; because: string }>`
      select recipient.address, delivery_step.because
      from delivery
      join delivery_recipient using ("dispatchId", number)
      join recipient on recipient."recipientListId" = delivery_recipient."recipientListId"
        and recipient.number = delivery_recipient."recipientNumber"
      join delivery_step on delivery_step."dispatchId" = delivery."dispatchId"
        and delivery_step.number = delivery.number and delivery_step.kind = 'UNCERTAIN'
      where delivery.standing = 'UNCERTAIN'`.execute(session.tables());
    expect(rows.filter(({ because }) => because !== 'IN_FLIGHT_AT_STOP')).toEqual([]);
    return new Set(rows.map(({ address }) => address));
  });
}
