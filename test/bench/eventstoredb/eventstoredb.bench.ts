import { DoubleProcess } from '../../support/eventstoredb/double-process.js';
import { median, type Benchmark, type Outcome } from '../benchmark.js';
import { inFreshProcess, type Program } from '../fresh-process.js';
import { adapter } from './adapter.program.js';
import { bareClient } from './bare-client.program.js';
import type { EventStoreDbFigures, EventStoreDbInput } from './eventstoredb.input.js';

interface Load {
  readonly what: string;
  readonly writers: number;
  readonly eventsPerAppend: number;
  readonly appends: { readonly quick: number; readonly full: number };
}

const LOADS: readonly Load[] = [
  { what: '1 writer', writers: 1, eventsPerAppend: 1, appends: { quick: 500, full: 3_000 } },
  { what: '16 writers', writers: 16, eventsPerAppend: 1, appends: { quick: 1_500, full: 8_000 } },
  { what: '1 writer, 100 events to an append', writers: 1, eventsPerAppend: 100, appends: { quick: 40, full: 150 } },
];

export const eventStoreDbBenchmark: Benchmark = {
  name: 'eventstoredb',
  title: 'What the adapter for EventStoreDB adds to the bare client, on a double in a process of its own',
  run: async ({ quick, progress }) => {
    const outcomes: Outcome[] = [];
    for (const load of LOADS) {
      progress(load.what);
      outcomes.push(...(await underLoad(load, quick)));
    }
    return outcomes;
  },
};

type Side = 'ours' | 'bare';
type Work = 'appended' | 'read';

async function underLoad(
  { what, writers, eventsPerAppend, appends }: Load,
  quick: boolean,
): Promise<readonly Outcome[]> {
  const count = quick ? appends.quick : appends.full;
  const figures: Record<Side, EventStoreDbFigures[]> = { ours: [], bare: [] };
  for (let round = 0; round < (quick ? 3 : 7); round += 1) {
    for (const [side, program] of [
      ['ours', adapter],
      ['bare', bareClient],
    ] as const) {
      figures[side].push(await onFreshDouble(program, { writers, eventsPerAppend, appends: count }));
    }
  }
  const medianOf = (of: (figures: EventStoreDbFigures) => number, side: Side): number => median(figures[side].map(of));
  return (['appended', 'read'] as const).flatMap((work: Work): Outcome[] => {
    const throughput = ({ [work]: perSecond }: EventStoreDbFigures): number => perSecond;
    const cpu = ({ cpu: { [work]: microseconds } }: EventStoreDbFigures): number => microseconds;
    const load = `${work === 'read' ? 'read back' : 'appended'}, ${what}`;
    const both = { referenceName: 'bare client' };
    return [
      {
        what: load,
        ours: medianOf(throughput, 'ours'),
        reference: medianOf(throughput, 'bare'),
        unit: 'events/s',
        target: { atLeast: 0.87 },
        ...both,
      },
      {
        what: `CPU, ${load}`,
        ours: medianOf(cpu, 'ours'),
        reference: medianOf(cpu, 'bare'),
        unit: 'µs',
        target: { atMost: 1.15 },
        ...both,
      },
    ];
  });
}

/** A new one each time: its log is in memory, and grows. */
async function onFreshDouble(
  program: Program<EventStoreDbInput, EventStoreDbFigures>,
  input: Omit<EventStoreDbInput, 'connectionString'>,
): Promise<EventStoreDbFigures> {
  const double = await DoubleProcess.start();
  try {
    return await inFreshProcess(program, { ...input, connectionString: double.connectionString });
  } finally {
    await double.kill();
  }
}
