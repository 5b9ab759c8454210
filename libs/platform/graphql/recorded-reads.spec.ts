import { describe, expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import { systemCaller } from '#platform/access';
import type { CommandOutcome } from '#platform/event-sourcing';
import { tallyAggregate } from '../event-sourcing/tally.fixture.js';
import type { RunCommand } from './mutations.js';
import { ReadRecorder, type ReadRecord } from './recorded-reads.js';
import type { RequestContext } from './request-context.js';

const record = { stream: 'tally-1', type: 'OpenTally', input: {}, commandId: 'id' } as unknown as ReadRecord;
const accepted = { outcome: 'accepted', position: 7 } as unknown as CommandOutcome;

/** What happens to a request, in order. */
function requestOf(steps: unknown[]): RequestContext {
  const reads = {
    giveBack: async () => void steps.push('given back'),
    reach: async (position: number) => void steps.push(`reached ${position}`),
    refuse: async (fault: Error) => void steps.push(fault.message),
  };
  return { caller: systemCaller('spec'), correlationId: 'spec', reads } as unknown as RequestContext;
}

/** @param missing what is missing each time that it is asked */
async function run(missing: readonly (readonly ReadRecord[])[], outcome = accepted): Promise<readonly unknown[]> {
  const steps: unknown[] = [];
  const answers = [...missing];
  const bus = { execute: async ({ request }: RunCommand) => (steps.push(request.type), outcome) };
  const recorder = new ReadRecorder(bus as unknown as CommandBus);
  const read = {
    field: 'tally',
    aggregate: tallyAggregate,
    missing: async () => (steps.push('asked'), answers.length > 1 ? (answers.shift() ?? []) : (answers[0] ?? [])),
  };
  await recorder.record([{ read, args: {} }], requestOf(steps));
  return steps;
}

describe('Reads that must be on record', () => {
  it('begin at once when they are', async () => {
    expect(await run([[]])).toEqual(['asked']);
  });

  it('are recorded, with no snapshot held meanwhile, and looked at again', async () => {
    expect(await run([[record], []])).toEqual(['asked', 'given back', 'OpenTally', 'reached 7', 'asked']);
  });

  it('are recorded again when something else changed in between, and not for ever', async () => {
    expect((await run([[record], [record], []])).filter((step) => step === 'OpenTally')).toHaveLength(2);
    const steps = await run([[record]]);
    expect(steps.filter((step) => step === 'OpenTally')).toHaveLength(5);
    expect(steps.at(-1)).toMatch('changed again and again');
  });

  it('do not begin when they cannot be recorded', async () => {
    const forbidden = { outcome: 'forbidden', action: 'OpenTally', subject: 'Tally' } as const;
    expect((await run([[record], []], forbidden)).at(-1)).toMatch('OpenTally was forbidden');
  });
});
