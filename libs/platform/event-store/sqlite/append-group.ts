import { receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { AppendRequest } from '../append.decision.js';
import { unpackAppends } from './writer-messages.js';
import type { ToWriter } from './writer-messages.js';

/** A group takes no more messages once it holds this many bytes, so that a long queue is answered bit by bit. */
export const GROUP_BYTES = 16 * 1024 * 1024;

/** Appends that are committed together. */
export interface AppendGroup {
  readonly requests: AppendRequest[];
  now: string;
  /** Of the events' data and metadata. */
  bytes: number;
  close: boolean;
}

/** All appends that arrived while the previous group was being written become one group. */
export function gather(port: MessagePort, first: ToWriter): AppendGroup {
  const group: AppendGroup = { requests: [], now: '', bytes: 0, close: false };
  let message: ToWriter | undefined = first;
  while (message !== undefined) {
    if (message.kind === 'close') {
      group.close = true;
      break;
    }
    group.requests.push(...unpackAppends(message.appends));
    group.bytes += message.appends.content.byteLength;
    group.now = message.now;
    if (group.bytes >= GROUP_BYTES) break;
    message = nextMessage(port);
  }
  return group;
}

export function nextMessage(port: MessagePort): ToWriter | undefined {
  return receiveMessageOnPort(port)?.message as ToWriter | undefined;
}
