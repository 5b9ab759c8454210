import { beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { EventId, Position, RecordedEvent, Revision, StreamName } from '#platform/event-store';
import { line } from '#platform/values';
import { EventCodec, MalformedEventError, UnreadableEventError } from './event-codec.js';
import { defineEvents } from './event-definitions.js';
import type { PersonalField } from './personal-fields.js';
import { SealingDouble } from './sealing-double.fixture.js';
import type { EventMetadata } from './stored-event.js';

const ANNE = 'officer-00000000-0000-4000-8000-00000000000a';
const BEN = 'officer-00000000-0000-4000-8000-00000000000b';
const STREAM = 'contact-00000000-0000-4000-8000-00000000000c' as StreamName;

const byOfficer = { from: 'data', path: ['officers', 'id'] } as const;
const personal: PersonalField[] = [
  { path: ['officers', 'name'], subject: byOfficer, retention: 'officer-in-office' },
  { path: ['note'], subject: { from: 'stream' }, retention: 'free-text', whenForgotten: null },
];
const met = z.strictObject({
  officers: z.array(z.strictObject({ id: z.string(), name: line(50) })),
  note: z.strictObject({ text: z.string() }).nullable(),
});
const contacts = defineEvents('contacts', { Met: { version: 2, description: 'Met.', schema: met, personal } }, [
  {
    from: 'contacts.Met.v1',
    to: 'contacts.Met.v2',
    upcast: (data) => {
      const { who, id } = z.object({ who: z.string(), id: z.string() }).parse(data);
      return { officers: [{ id, name: who }], note: null };
    },
    personal: [{ path: ['who'], subject: { from: 'data', path: ['id'] }, retention: 'officer-in-office' }],
  },
]);

const metadata: EventMetadata = {
  actor: { party: { kind: 'HSE', id: 'authority-hse' }, subject: 's', roles: [], client: 'spec' },
  commandId: 'c',
  commandType: 'Meet',
  fingerprint: 'f',
  correlationId: 'r',
};
const place = { id: 'event-1' as EventId, stream: STREAM, revision: 4 as Revision };
const data = {
  officers: [
    { id: ANNE, name: 'Anne' },
    { id: BEN, name: 'Ben' },
  ],
  note: { text: 'They met.' },
};

describe('An event with personal fields', () => {
  let sealing: SealingDouble;
  let codec: EventCodec;
  beforeEach(() => {
    sealing = new SealingDouble();
    codec = new EventCodec([contacts], sealing);
  });

  const recorded = (type: string, bytes: Uint8Array, changes: Partial<RecordedEvent> = {}): RecordedEvent => ({
    ...place,
    type,
    data: bytes,
    metadata: new TextEncoder().encode(JSON.stringify(metadata)),
    position: 17 as Position,
    recordedAt: '2006-03-21T09:00:00.000Z',
    ...changes,
  });
  const written = () => {
    const { type, data: bytes } = codec.encode('contacts', { type: 'Met', data }, place, metadata);
    return recorded(type, bytes);
  };
  const stored = (event: RecordedEvent): unknown => JSON.parse(new TextDecoder().decode(event.data));

  it('is stored with the values sealed, each for its own subject and place', () => {
    const before = structuredClone(data);
    const sealed = (key: string, path: string, ct: string) => ({
      sealed: { v: 1, key, iv: `event-1 ${STREAM} 4 contacts.Met.v2 ${path}`, ct },
    });
    expect(stored(written())).toEqual({
      officers: [
        { id: ANNE, name: sealed(ANNE, 'officers.0.name', '"Anne"') },
        { id: BEN, name: sealed(BEN, 'officers.1.name', '"Ben"') },
      ],
      note: sealed(STREAM, 'note', '{"text":"They met."}'),
    });
    expect(data).toEqual(before);
  });

  it('reads as it was', () => {
    expect(codec.decode(written()).data).toEqual(data);
  });

  it('reads as the declaration says when keys are gone', () => {
    const event = written();
    sealing.erased.set(ANNE, 'erasure-1');
    sealing.erased.set(STREAM, 'erasure-1');
    expect(codec.decode(event).data).toEqual({
      officers: [
        { id: ANNE, name: '[forgotten]' },
        { id: BEN, name: 'Ben' },
      ],
      note: null,
    });
  });

  it('stays readable when it was stored in clear text, before the field was declared', () => {
    expect(codec.decode(recorded('contacts.Met.v2', new TextEncoder().encode(JSON.stringify(data)))).data).toEqual(
      data,
    );
    const open = new EventCodec([contacts]);
    const clear = open.encode('contacts', { type: 'Met', data }, place, metadata);
    expect(open.decode(recorded(clear.type, clear.data)).data).toEqual(data);
  });

  it('of an older shape is opened before it is brought up to date, forgotten or not', () => {
    const at = { ...place, eventId: place.id, type: 'contacts.Met.v1', path: 'who' };
    const old = { who: sealing.seal('Anne', ANNE, at), id: ANNE };
    const event = recorded('contacts.Met.v1', new TextEncoder().encode(JSON.stringify(old)));
    expect(codec.decode(event).data).toEqual({ officers: [{ id: ANNE, name: 'Anne' }], note: null });
    sealing.erased.set(ANNE, 'erasure-1');
    expect(codec.decode(event).data).toEqual({ officers: [{ id: ANNE, name: '[forgotten]' }], note: null });
  });

  it('cannot be read when what is sealed was moved', () => {
    const event = { ...written(), revision: 5 as Revision };
    expect(() => codec.decode(event)).toThrow(UnreadableEventError);
    expect(() => codec.decode(event)).toThrow(/at position 17 cannot be read: officers.0.name cannot be opened/);
  });

  it('is not written when the data does not say whose a value is', () => {
    const officers = [{ id: 'Anne Smith', name: 'Anne' }];
    const write = () => codec.encode('contacts', { type: 'Met', data: { officers, note: null } }, place, metadata);
    expect(write).toThrow(MalformedEventError);
    expect(write).toThrow('officers.0.name is personal, but the data does not say whose it is');
    expect(write).not.toThrow('Anne');
  });

  it('tells whom its values are about', () => {
    expect(codec.personalValuesOf('contacts', STREAM, [{ type: 'Met', data }])).toEqual([
      { subject: ANNE, path: 'officers.0.name' },
      { subject: BEN, path: 'officers.1.name' },
      { subject: STREAM, path: 'note' },
    ]);
  });
});
