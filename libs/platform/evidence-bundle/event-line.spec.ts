import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventId, Position, RecordedEvent, Revision, StreamName } from '#platform/event-store';
import { eventLine, EventLineError, parseEventLine } from './event-line.js';

const event: RecordedEvent = {
  position: 7 as Position,
  stream: 'contact-5f0c1d6e-0000-4000-8000-000000000002' as StreamName,
  revision: 3 as Revision,
  id: '5f0c1d6e-0000-5000-8000-000000000001' as EventId,
  type: 'contacts.ContactRecorded.v1',
  recordedAt: '2026-11-26T09:00:00.000Z',
  data: Buffer.from('{"about":"“à la carte”, \\u2028"}'),
  metadata: Buffer.from('{"data":1,"metadata":{}}'),
};

const bytesOf = (line: Uint8Array) => Buffer.from(line).subarray(0, -1);
const plain = (read: RecordedEvent) => ({
  ...read,
  data: Buffer.from(read.data),
  metadata: Buffer.from(read.metadata),
});

describe('The line of an event', () => {
  it('is JSON that anybody can read, with data and metadata as they were stored', () => {
    const text = bytesOf(eventLine(event)).toString('utf8');
    expect(JSON.parse(text)).toMatchObject({
      position: 7,
      data: JSON.parse(Buffer.from(event.data).toString()),
      dataBytes: 37,
    });
    expect(text).toContain(Buffer.from(event.data).toString('utf8'));
  });

  it('gives back every byte, also of what is no JSON, no UTF-8, or has line feeds', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.json().map((text) => new Uint8Array(Buffer.from(text))),
      fc.constantFrom('{"a":\n1}', '', '"}', ' {}', '\ufeff{}').map((text) => new Uint8Array(Buffer.from(text))),
    );
    fc.assert(
      fc.property(bytes, bytes, (data, metadata) => {
        const line = bytesOf(eventLine({ ...event, data, metadata }));
        expect(line.includes(0x0a)).toBe(false);
        const whole: unknown = JSON.parse(line.toString('utf8'));
        expect(Object.keys(whole as object).slice(-2)).toEqual(['data', 'metadata']);
        const read = plain(parseEventLine(line));
        expect(read).toEqual(plain({ ...event, data, metadata }));
      }),
    );
  });

  it('is refused when it is not, to the byte, what an event is written as, or is another event', () => {
    const line = bytesOf(eventLine(event));
    for (let at = 0; at < line.length; at += 1) {
      for (const bit of [1, 2, 16, 128]) {
        const spoiled = Buffer.from(line);
        spoiled[at] = (spoiled[at] ?? 0) ^ bit;
        const read = readOrNothing(spoiled);
        if (read) expect(plain(read)).not.toEqual(plain(event));
      }
    }
    for (const cut of [0, 1, 40, line.length - 1]) expect(readOrNothing(line.subarray(0, cut))).toBeUndefined();
    const text = line.toString('utf8');
    for (const other of [
      ` ${text}`,
      `${text} `,
      text.replace('"position":7', '"position":7.0'),
      text.replace('"position":7,', '"position":7,"note":1,'),
      text.replace('"position":7', '"position":-7'),
      text.replace('"revision":3,', ''),
    ]) {
      expect(readOrNothing(Buffer.from(other))).toBeUndefined();
    }
  });

  function readOrNothing(line: Uint8Array): RecordedEvent | undefined {
    try {
      return parseEventLine(line);
    } catch (error) {
      if (error instanceof EventLineError) return undefined;
      throw error;
    }
  }
});
