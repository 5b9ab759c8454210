import { describe, expect, it } from '@jest/globals';
import type { Caller } from '#platform/access';
import type { AggregateDefinition } from '#platform/event-sourcing';
import { importCommandId } from './import-command-id.js';
import type { ImportCommand } from './import-definition.js';

const caller: Caller = {
  party: { kind: 'HSE', id: 'hse' },
  subject: 'a',
  roles: new Set(['REGISTRAR']),
  client: 'spec',
};
const aggregate = {} as AggregateDefinition;
const command: ImportCommand = { aggregate, id: 'site-1', commandType: 'RecordSite', input: { name: 'x', uprn: '1' } };
const id = (change: Partial<ImportCommand> = {}, by: Partial<Caller> = {}, name = 'organisations') =>
  importCommandId(name, { ...caller, ...by }, { ...command, ...change });

describe('The id of a command of an import', () => {
  it('is the same for the same row by the same caller, in whatever order its fields stand', () => {
    expect(id()).toBe(id());
    expect(id({ input: { uprn: '1', name: 'x' } })).toBe(id());
    expect(id({}, { client: 'other', roles: new Set(['LEAD']) })).toBe(id());
    expect(id({ columns: { name: 'site-name' } })).toBe(id());
  });

  it('is another one for another object, command, input, time, kind of file or caller', () => {
    const others = [
      id({ id: 'site-2' }),
      id({ commandType: 'OpenSite' }),
      id({ input: { name: 'y', uprn: '1' } }),
      id({ effectiveAt: '2006-03-21T09:00:00Z' }),
      id({}, {}, 'contacts'),
      id({}, { subject: 'b' }),
      id({}, { party: { kind: 'COORDINATING_BODY', id: 'hse' } }),
      id({}, { party: { kind: 'HSE', id: 'lacors' } }),
    ];
    expect(new Set([id(), ...others]).size).toBe(others.length + 1);
  });
});
