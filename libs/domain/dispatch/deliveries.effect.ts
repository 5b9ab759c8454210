import {
  defineEffect,
  type DueCommand,
  type EffectBatch,
  type EffectDefinition,
  type EffectItem,
} from '#platform/contexts';
import type { StreamName } from '#platform/event-store';
import type { Session } from '#platform/sessions';
import type { DeliveryContent, DeliveryReport, DeliveryTransport, Transports } from '#platform/transports';
import { deriveId, deriveUuid, isForgotten } from '#platform/values';
import { deliveryKey } from './delivery.queries.js';
import { dispatchAggregate } from './dispatch.aggregate.js';
import type { AttemptReport } from './dispatch.commands.js';
import { DISPATCH_CHANNELS, type DispatchChannel } from './dispatch.vocabulary.js';
import {
  addressesOf,
  contentToSend,
  dueDeliveries,
  sendingDispatches,
  startedDeliveries,
} from './due-deliveries.queries.js';

/** So many deliveries of a channel are in flight at the same time: at most so many are uncertain after a crash. */
const AT_ONCE = 10;

interface EndInput {
  readonly deliveries: readonly EndedAttempt[];
}

interface EndedAttempt {
  readonly number: number;
  readonly attempt: number;
  readonly report: AttemptReport;
}

/**
 * Sends what dispatches wait for, each delivery once. An effect for each channel: endpoints that take their time keep no
 * e-mail waiting.
 */
export function deliveriesOver(transports: Transports): readonly EffectDefinition[] {
  return DISPATCH_CHANNELS.map((channel) => deliveriesOfChannel(channel, transportFor(transports, channel)));
}

function deliveriesOfChannel(channel: DispatchChannel, transport: DeliveryTransport | undefined): EffectDefinition {
  return defineEffect<EndedAttempt>({
    name: `deliveries-${channel.toLowerCase()}`,
    atOnce: AT_ONCE,

    begin: async (session, now, free) => {
      // What was opened before the operator took the channel away waits until it is back.
      if (!transport) return [];
      const batches: EffectBatch<EndedAttempt>[] = [];
      let left = free;
      for (const dispatchId of await sendingDispatches(session, channel, now, free)) {
        if (left === 0) break;
        const batch = await batchOf(session, dispatchId, transport, now, left);
        if (batch) batches.push(batch);
        left -= batch?.items.length ?? 0;
      }
      return batches;
    },

    record: (stream, ended) => endCommand(stream, ended),

    afterErasure: ({ stream, input }) => {
      const { deliveries } = input as EndInput;
      const [only] = deliveries;
      if (deliveries.length > 1) return deliveries.map((each) => endCommand(stream, [each]));
      return only && hasText(only.report) ? [endWithoutText(stream, only)] : [];
    },

    interrupted: async (session, underWay, limit) => {
      const started = await startedDeliveries(session, channel, limit + underWay.size);
      const lost = started.filter((delivery) => !underWay.has(deliveryKey(delivery))).slice(0, limit);
      return [...Map.groupBy(lost, ({ dispatchId }) => dispatchId)].map(([dispatchId, deliveries]) =>
        endCommand(
          dispatchId as StreamName,
          deliveries.map(({ number, attempts: attempt }) => ({ number, attempt, report: IN_FLIGHT_AT_STOP })),
        ),
      );
    },
  });
}

const IN_FLIGHT_AT_STOP: AttemptReport = {
  outcome: 'UNCERTAIN',
  because: 'IN_FLIGHT_AT_STOP',
  answer: 'The service stopped while this delivery was in flight: it may have arrived.',
};

function transportFor({ email, webhook }: Transports, channel: DispatchChannel): DeliveryTransport | undefined {
  return channel === 'EMAIL' ? email : webhook;
}

async function batchOf(
  session: Session,
  id: string,
  transport: DeliveryTransport,
  now: string,
  limit: number,
): Promise<EffectBatch<EndedAttempt> | undefined> {
  const due = await dueDeliveries(session, id, now, limit);
  const content = due.length === 0 ? undefined : await contentToSend(session, id);
  if (!content) return undefined;
  const addresses = await addressesOf(session, due);
  const items = due.map((delivery): EffectItem<EndedAttempt> => {
    const { number, attempts } = delivery;
    const key = deliveryKey(delivery);
    const deliveryId = deriveId('delivery', id, String(number));
    return {
      key,
      perform: async (signal) => ({
        number,
        attempt: attempts + 1,
        report: await deliver(transport, { deliveryId, address: addresses.get(key), content }, signal),
      }),
    };
  });
  const deliveries = due.map(({ number, attempts }) => ({ number, attempt: attempts + 1 }));
  return { begin: command('StartDeliveries', id as StreamName, deliveries, { deliveries }), items };
}

interface Unaddressed {
  readonly deliveryId: string;
  readonly address: string | undefined;
  readonly content: DeliveryContent;
}

async function deliver(
  transport: DeliveryTransport,
  { deliveryId, address, content }: Unaddressed,
  signal: AbortSignal,
): Promise<AttemptReport> {
  if (address === undefined || isForgotten(address)) return { outcome: 'REMOVED' };
  return reportOf(await transport.send({ deliveryId, address, content }, signal));
}

function reportOf(report: DeliveryReport): AttemptReport {
  const { answer } = report;
  switch (report.outcome) {
    case 'delivered':
      return { outcome: 'DELIVERED', answer };
    case 'temporary': {
      const { retryAfterSeconds } = report;
      return {
        outcome: 'FAILED_TEMPORARILY',
        answer,
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      };
    }
    case 'permanent':
      return { outcome: 'REFUSED', answer };
    case 'uncertain':
      return { outcome: 'UNCERTAIN', because: 'NO_ANSWER', answer };
  }
}

function endCommand(stream: StreamName, deliveries: readonly EndedAttempt[]): DueCommand {
  const input: EndInput = { deliveries };
  return command('EndDeliveries', stream, deliveries, input);
}

function hasText(report: AttemptReport): boolean {
  return 'answer' in report && report.answer !== undefined;
}

/** Nobody can decide any more on what came of it, and nothing is sent again. */
function endWithoutText(stream: StreamName, { number, attempt, report }: EndedAttempt): DueCommand {
  const outcome = report.outcome === 'DELIVERED' ? report.outcome : 'GIVEN_UP';
  const ended = endCommand(stream, [{ number, attempt, report: { outcome } }]);
  return { ...ended, commandId: deriveUuid(ended.commandId, 'without text') };
}

/** The id follows from the attempts concerned: the same step has one effect, however often it is sent. */
function command(
  type: 'StartDeliveries' | 'EndDeliveries',
  stream: StreamName,
  attempts: readonly { readonly number: number; readonly attempt: number }[],
  input: unknown,
): DueCommand {
  const named = attempts.map(({ number, attempt }) => `${number}:${attempt}`);
  return { aggregate: dispatchAggregate, stream, type, input, commandId: deriveUuid(type, stream, ...named) };
}
