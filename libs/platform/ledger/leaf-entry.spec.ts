import { describe, expect, it } from '@jest/globals';
import { canonicalText } from '#platform/values';
import type { EventId, Revision, StreamName } from '#platform/event-store';
import { leafEntry, type LeafEntryEvent } from './leaf-entry.js';

const event: LeafEntryEvent = {
  id: '5f0c1d6e-0000-5000-8000-000000000001' as EventId,
  type: 'contacts.ContactRecorded.v1',
  stream: 'contact-5f0c1d6e-0000-4000-8000-000000000002' as StreamName,
  revision: 3 as Revision,
  recordedAt: '2026-11-26T09:00:00.000Z',
  data: Buffer.from('{"a":1}'),
  metadata: Buffer.from('{"b":2}'),
};

describe('What the ledger holds of an event', () => {
  it('is canonical JSON with the digests of its content', () => {
    const text = Buffer.from(leafEntry(event)).toString('utf8');
    expect(text).toBe(canonicalText(JSON.parse(text)));
    expect(JSON.parse(text)).toEqual({
      format: 'concordat-event/1',
      id: event.id,
      type: event.type,
      stream: event.stream,
      revision: 3,
      recordedAt: event.recordedAt,
      data: 'sha256:015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862',
      metadata: 'sha256:0ab1a6d394cd30195f0642b67ae1180c375ffadf5dd7f39c390668b5fdb6da93',
    });
  });

  it('is another one for any other event', () => {
    const others: readonly LeafEntryEvent[] = [
      { ...event, id: '5f0c1d6e-0000-5000-8000-000000000009' as EventId },
      { ...event, type: 'contacts.ContactRecorded.v2' },
      { ...event, stream: 'contact-5f0c1d6e-0000-4000-8000-000000000009' as StreamName },
      { ...event, revision: 4 as Revision },
      { ...event, recordedAt: '2026-11-26T09:00:00.001Z' },
      { ...event, data: Buffer.from('{"a":2}') },
      { ...event, metadata: Buffer.from('{"b":3}') },
    ];
    expect(new Set([event, ...others].map((each) => Buffer.from(leafEntry(each)).toString())).size).toBe(8);
  });
});
