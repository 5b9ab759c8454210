import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newEvent, newStream } from '../contract/sample-events.js';
import { gather, GROUP_BYTES, nextMessage } from './append-group.js';
import { packAppends } from './writer-messages.js';
import type { ToWriter } from './writer-messages.js';

describe('a group of appends', () => {
  let channel: MessageChannel;
  beforeEach(() => {
    channel = new MessageChannel();
  });
  afterEach(() => channel.port1.close());

  const send = (message: ToWriter) => channel.port1.postMessage(message);
  const received = () => {
    const message = nextMessage(channel.port2);
    if (message === undefined) throw new Error('Nothing was sent.');
    return gather(channel.port2, message);
  };

  it('is all that waits, up to its bytes: the message that reaches them is the last', () => {
    const half = GROUP_BYTES / 2;
    for (const [bytes, now] of [
      [half - 1, 'one'],
      [half, 'two'],
      [1, 'three'],
      [5, 'four'],
    ] as const) {
      send(append(bytes, now));
    }
    expect(received()).toMatchObject({ bytes: GROUP_BYTES, now: 'three', close: false });
    expect(received()).toMatchObject({ bytes: 5, now: 'four' });
    expect(nextMessage(channel.port2)).toBeUndefined();
  });

  it('has the appends in the order in which they were sent, and ends where the log is to be closed', () => {
    const messages = [append(1, 'one'), append(2, 'two')];
    for (const message of [...messages, { kind: 'close' } as const]) send(message);
    const { requests, close } = received();
    expect(requests.map(({ events }) => events[0]?.data.byteLength)).toEqual([1, 2]);
    expect(close).toBe(true);
  });
});

function append(bytes: number, now: string): ToWriter {
  const event = newEvent({ data: new Uint8Array(bytes), metadata: new Uint8Array(0) });
  return { kind: 'append', now, appends: packAppends([{ stream: newStream(), expected: 'any', events: [event] }]) };
}
