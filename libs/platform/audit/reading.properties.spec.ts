import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Caller } from '#platform/access';
import type { AskedOperation } from '#platform/graphql';
import { deriveId } from '#platform/values';
import { readingOf, recordOf } from './asked-reading.js';
import { readingCommands } from './reading.commands.js';
import { readingDecider } from './reading.decider.js';
import { readingEvents } from './reading.events.js';
import { runCommands } from '../event-sourcing/decider-runs.fixture.js';

const texts = fc.oneof(
  fc.string(),
  fc.constantFrom('a', 'b').map((name) => deriveId('plan', name)),
);
const operation: fc.Arbitrary<AskedOperation> = fc.record({
  kind: fc.constant('query' as const),
  name: fc.option(
    fc.string({ minLength: 1 }).map((text) => `Q${text.replaceAll(/\W/g, '')}`),
    { nil: undefined },
  ),
  document: fc.string(),
  variables: fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<Record<string, unknown>>,
  fields: fc.array(fc.constantFrom('plan', 'history'), { maxLength: 200 }),
  texts: fc.array(texts, { maxLength: 300 }),
  directives: fc.array(
    fc.record({
      name: fc.constant('asAt'),
      arguments: fc.dictionary(fc.constantFrom('recorded', 'position'), fc.constantFrom('"2006-03-21"', '$at', '7')),
    }),
    { maxLength: 20 },
  ),
});

describe('Any operation of an auditor', () => {
  it('can be put on record, whatever it holds, and is each time', () => {
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 5 }), (operations) => {
        const commands = operations.map((asked) => {
          const data = readingCommands.BeginReading.parse({ ...readingOf(asked), readingId: randomUUID() });
          return { type: 'BeginReading' as const, data };
        });
        const states: number[] = [];
        const events = runCommands(readingDecider, readingEvents, commands, ({ begun }) => void states.push(begun));
        expect(states).toEqual(operations.map((_asked, index) => index + 1));
        expect(events).toBe(operations.length);
      }),
      { numRuns: 200 },
    );
  });

  it('goes into the stream of its auditor and day', () => {
    const auditor: Caller = { party: { kind: 'AUDITOR', id: 'auditor' }, subject: 'a', roles: new Set(), client: 'x' };
    const reading = readingOf({
      kind: 'query',
      name: undefined,
      document: '',
      variables: {},
      fields: [],
      texts: [],
      directives: [],
    });
    const streamAt = (caller: Caller, at: string) => recordOf(reading, caller, new Date(at)).stream;
    const first = streamAt(auditor, '2006-03-21T09:00:00Z');
    expect(streamAt(auditor, '2006-03-21T23:59:00Z')).toBe(first);
    expect(streamAt(auditor, '2006-03-22T00:00:00Z')).not.toBe(first);
    expect(streamAt({ ...auditor, subject: 'b' }, '2006-03-21T09:00:00Z')).not.toBe(first);
  });
});
