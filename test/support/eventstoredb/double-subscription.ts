import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { LoggedEvent } from './double-log.js';
import { caughtUp, checkpointAt, readEventOf, SERVER_ERRORS, subscriptionConfirmation } from './double-messages.js';
import type { DoubleNode } from './double-node.js';
import { indexOf, room } from './double-read.js';

type ReadCall = ServerWritableStream<ReadReq, ReadResp>;
type Wanted = (event: LoggedEvent) => boolean;

/** Events that are left out one after the other before a checkpoint says how far the server has looked. */
const CHECKPOINT_AFTER = 32;

/**
 * A subscription to the log: what is there after a position, then what comes, until the client cancels. It never
 * connects again by itself, and may end without an error.
 */
export async function subscribe(node: DoubleNode, call: ReadCall, options: ReadReq.Options, id: string): Promise<void> {
  const { events } = node.log;
  const wanted = filterOf(options);
  let index = firstIndex(events, options);
  let leftOut = 0;
  let isCaughtUp = false;
  call.write(subscriptionConfirmation(id));
  while (!call.cancelled && !node.isStopped) {
    const event = events[index];
    if (event === undefined || node.isFrozen) {
      if (!isCaughtUp) call.write(caughtUp());
      isCaughtUp = true;
      await nextRecordOrEnd(node, call);
      continue;
    }
    index += 1;
    if (!wanted(event)) {
      leftOut += 1;
      if (leftOut % CHECKPOINT_AFTER === 0) call.write(checkpointAt(event.position));
      continue;
    }
    if (!call.write(readEventOf(event))) await room(call);
    if (await goesWrong(node, call)) return;
  }
}

/** Whether a fault has ended it, or left it without a word. */
async function goesWrong(node: DoubleNode, call: ReadCall): Promise<boolean> {
  switch (node.faults.takeOneOf(['drop-subscription', 'end-subscription', 'silent-subscription'])) {
    case 'drop-subscription':
      call.emit('error', SERVER_ERRORS.unavailable());
      return true;
    case 'end-subscription':
      call.end();
      return true;
    case 'silent-subscription':
      return true;
    case undefined:
      return false;
  }
}

async function nextRecordOrEnd(node: DoubleNode, call: ReadCall): Promise<void> {
  const { arrived, giveUp } = node.log.nextRecord();
  call.once('cancelled', giveUp);
  call.once('close', giveUp);
  const stopped = node.onStop(giveUp);
  await arrived;
  call.removeListener('cancelled', giveUp);
  call.removeListener('close', giveUp);
  stopped();
}

/** A subscription gives what comes after its position: the event there is not among it. */
function firstIndex(events: readonly LoggedEvent[], options: ReadReq.Options): number {
  const all = options.getAll();
  if (all?.hasEnd()) return events.length;
  if (!all?.hasPosition()) return 0;
  const position = Number(all.getPosition()?.getCommitPosition());
  const index = indexOf(events, position);
  return events[index]?.position === position ? index + 1 : index;
}

function filterOf(options: ReadReq.Options): Wanted {
  const filter = options.getFilter();
  if (!filter) return () => true;
  const expression = filter.getStreamIdentifier() ?? filter.getEventType();
  const isOfStream = filter.hasStreamIdentifier();
  const prefixes = expression?.getPrefixList() ?? [];
  const regex = new RegExp(expression?.getRegex() || '^');
  return (event) => {
    const text = isOfStream ? event.stream : event.type;
    return prefixes.length > 0 ? prefixes.some((prefix) => text.startsWith(prefix)) : regex.test(text);
  };
}
