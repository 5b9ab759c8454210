import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { systemCaller } from '#platform/access';
import type { Engine } from '#platform/engine';
import { RequestContextFactory } from './request-context.factory.js';

describe('Whoever works for a client that may go', () => {
  let told: number;
  beforeEach(() => {
    told = 0;
  });
  const tell = () => void (told += 1);
  const factory = new RequestContextFactory({} as Engine, { authenticate: async () => systemCaller('spec') });
  const requestOver = (socket: EventEmitter & { destroyed: boolean }) =>
    factory.create({ headers: {}, raw: { socket } });
  const connection = (destroyed: boolean) => Object.assign(new EventEmitter(), { destroyed });

  it('is told when the client goes, once, and no longer when the work is done', async () => {
    const socket = connection(false);
    const { onGone } = await requestOver(socket);
    const end = onGone(tell);
    onGone(tell)();
    socket.emit('close');
    expect(told).toBe(1);
    end();
    expect(socket.listenerCount('close')).toBe(0);
  });

  it('is told at once when the client has gone before', async () => {
    const { onGone } = await requestOver(connection(true));
    onGone(tell);
    expect(told).toBe(1);
  });
});
