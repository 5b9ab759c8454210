import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import type { EventId, Position, RecordedEvent, Revision, StreamName } from '#platform/event-store';
import { EventCodec, MalformedEventError, UnknownEventTypesError, UnreadableEventError } from './event-codec.js';
import { defineEvents } from './event-definitions.js';
import type { EventMetadata } from './stored-event.js';

const place = z.strictObject({ name: z.string(), nation: z.string() });
const upcasters = [
  {
    from: 'places.Found.v1',
    to: 'places.PlaceFound.v2',
    upcast: (data: unknown) => ({ name: z.string().parse(data) }),
  },
  {
    from: 'places.PlaceFound.v2',
    to: 'places.PlaceFound.v3',
    upcast: (data: unknown) => ({ ...z.looseObject({}).parse(data), nation: 'GB-SCT' }),
  },
  { from: 'places.PlaceFound.v1', to: 'places.PlaceFound.v2', upcast: (data: unknown) => data },
];
const places = defineEvents(
  'places',
  { PlaceFound: { version: 3, description: 'A place was found.', schema: place } },
  upcasters,
);
const codec = new EventCodec([places]);

const metadata: EventMetadata = {
  actor: { party: { kind: 'HSE', id: 'authority-hse' }, subject: 's', roles: [], client: 'spec' },
  commandId: 'c',
  commandType: 'FindPlace',
  fingerprint: 'f',
  correlationId: 'r',
};

function recorded(type: string, data: unknown): RecordedEvent {
  return {
    id: '00000000-0000-4000-8000-000000000001' as EventId,
    type,
    data: data instanceof Uint8Array ? data : new TextEncoder().encode(JSON.stringify(data)),
    metadata: new TextEncoder().encode(JSON.stringify(metadata)),
    stream: 'place-1' as StreamName,
    revision: 4 as Revision,
    position: 17 as Position,
    recordedAt: '2006-03-21T09:00:00.000Z',
  };
}

describe('The event codec', () => {
  it('knows the types it writes and those it brings up to date, and names all others', () => {
    const known = ['places.Found.v1', 'places.PlaceFound.v1', 'places.PlaceFound.v2', 'places.PlaceFound.v3'];
    expect(() => codec.assertKnows(known)).not.toThrow();
    const unknown = ['places.PlaceLost.v1', 'places.PlaceFound.v4'];
    expect(() => codec.assertKnows([...known, ...unknown])).toThrow(UnknownEventTypesError);
    expect(() => codec.assertKnows([...known, ...unknown])).toThrow(
      'The event log holds events that this version of Concordat does not know: places.PlaceFound.v4, ' +
        'places.PlaceLost.v1. Start the version of Concordat that wrote them, or a later one.',
    );
  });

  it('reads what it wrote, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (name, nation) => {
        const event = { type: 'PlaceFound', data: { name, nation } };
        const written = codec.encode('places', event, recorded('places.PlaceFound.v3', {}), metadata);
        const read = codec.decode({ ...recorded(written.type, written.data), metadata: written.metadata });
        expect(read).toMatchObject({ context: 'places', type: 'PlaceFound', data: event.data, metadata });
      }),
    );
  });

  it('gives the place of the event in the log', () => {
    const { stream, revision, position, recordedAt, id } = recorded('places.PlaceFound.v3', {});
    expect(codec.decode(recorded('places.PlaceFound.v3', {}))).toMatchObject({
      stream,
      revision,
      position,
      recordedAt,
      id,
    });
  });

  it('brings older events up to the current version, also under their old name', () => {
    const now = { type: 'PlaceFound', data: { name: 'Dundee', nation: 'GB-SCT' } };
    expect(codec.decode(recorded('places.Found.v1', 'Dundee'))).toMatchObject(now);
    expect(codec.decode(recorded('places.PlaceFound.v2', { name: 'Dundee' }))).toMatchObject(now);
    expect(codec.nameOf('places.Found.v1')).toBe('places.PlaceFound');
    expect(codec.nameOf('places.PlaceFound.v3')).toBe('places.PlaceFound');
  });

  it.each([
    ['of an unknown type', 'places.PlaceLost.v1', {}, /does not know the type places.PlaceLost.v1/],
    ['of a newer version', 'places.PlaceFound.v4', {}, /does not know the type places.PlaceFound.v4/],
    ['that is not JSON', 'places.PlaceFound.v3', new TextEncoder().encode('{'), /cannot be read/],
    ['that is not UTF-8', 'places.PlaceFound.v3', new Uint8Array([34, 0xff, 34]), /cannot be read/],
    ['whose upcaster fails', 'places.Found.v1', 7, /its upcaster from places.Found.v1 failed/],
    ['whose upcasters do not lead to the shape', 'places.PlaceFound.v2', { nom: 'x' }, /did not lead to the shape/],
  ])('refuses to read an event %s, naming its position', (_what, type, data, reason) => {
    const read = () => codec.decode(recorded(type, data));
    expect(read).toThrow(UnreadableEventError);
    expect(read).toThrow(reason);
    expect(read).toThrow(`Event ${type} at position 17`);
  });

  it('keeps the name of a type that it does not know', () => {
    expect(codec.nameOf('places.PlaceLost.v1')).toBe('places.PlaceLost');
  });

  it('refuses to write what is not an event of the context, or does not meet its schema', () => {
    const write = (type: string, data: unknown) => () =>
      codec.encode('places', { type, data }, recorded('places.PlaceFound.v3', {}), metadata);
    expect(write('PlaceLost', {})).toThrow(MalformedEventError);
    expect(write('PlaceFound', { name: 'Dundee' })).toThrow(/places.PlaceFound.v3.*nation/s);
    expect(write('PlaceFound', { name: 'Dundee', nation: 'GB-SCT', more: 1 })).toThrow(/more/);
  });

  it('refuses catalogues that contradict one another, naming every fault', () => {
    const renamed = { from: 'places.Found.v1', to: 'places.SiteFound.v2', upcast: (data: unknown) => data };
    const again = defineEvents(
      'places',
      {
        PlaceFound: { version: 1, description: '', schema: place },
        SiteFound: { version: 2, description: '', schema: place },
      },
      [renamed, { ...renamed, from: 'places.SiteFound.v1' }],
    );
    expect(() => new EventCodec([places, again])).toThrow(
      'The events of all contexts: the event places.PlaceFound is defined twice; ' +
        'two upcasters start at places.Found.v1; an upcaster starts at places.PlaceFound.v1, which is a current type.',
    );
  });
});
