import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { HandedOverMessage } from './handed-over-message.js';

describe('A message that is handed over', () => {
  it('is complete only when all of it was taken', async () => {
    const message = new HandedOverMessage(Buffer.from('From: a@b.example\r\n\r\nText.'));
    const stream = message.stream();
    expect(message.complete).toBe(false);
    expect(await text(stream)).toBe('From: a@b.example\r\n\r\nText.');
    expect(message.complete).toBe(true);
  });

  it('can be given to another connection as long as nothing of it was taken', async () => {
    const message = new HandedOverMessage(Buffer.from('Text.'));
    message.stream().destroy();
    expect(await text(message.stream())).toBe('Text.');
  });

  it('is not handed over a second time once any of it was taken', async () => {
    const message = new HandedOverMessage(Buffer.from('Text.'));
    const stream = message.stream();
    await new Promise((resolve) => stream.once('data', resolve));
    await expect(text(message.stream())).rejects.toThrow('The message was begun already.');
  });
});
