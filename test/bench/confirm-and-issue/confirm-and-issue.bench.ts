import { nodeOptionsOfStart } from '../../support/service-process.js';
import { inTurn, type Benchmark, type BenchmarkOptions, type Outcome } from '../benchmark.js';
import { inFreshProcess } from '../fresh-process.js';
import { startServer } from '../server-process.js';
import { withScratch } from '../work-folder.js';
import { appendMutations } from './append-mutations.program.js';
import { bareMutations } from './bare-mutations.server.js';
import { issueMessages } from './issue-messages.program.js';
import { issuingService } from './issuing.server.js';

const CONNECTIONS = 16;

export const confirmAndIssueBenchmark: Benchmark = {
  name: 'confirm-and-issue',
  title: 'Confirming and issuing messages over HTTP',
  run: async (options) => [await throughput(options)],
};

async function throughput({ quick, folder, progress }: BenchmarkOptions): Promise<Outcome> {
  const messages = quick ? 200 : 1_000;
  progress(`${messages} messages a round`);
  const figures = await inTurn(quick ? 3 : 5, {
    ours: () => issuedPerSecond(folder, messages),
    bare: () => appendedPerSecond(folder, messages),
  });
  return {
    what: `two confirmations, the issue and its dispatch, ${CONNECTIONS} at once`,
    ours: figures.ours,
    reference: figures.bare,
    referenceName: 'three bare mutations that append one event each',
    unit: 'messages/s',
    target: { atLeast: 0.2 },
  };
}

function issuedPerSecond(parent: string, messages: number): Promise<number> {
  return withScratch(parent, async (dataFolder) => {
    const service = await startServer(issuingService, { dataFolder }, { nodeOptions: nodeOptionsOfStart() });
    try {
      return await inFreshProcess(issueMessages, { url: service.ready.url, messages, connections: CONNECTIONS });
    } finally {
      await service.stop();
    }
  });
}

function appendedPerSecond(parent: string, messages: number): Promise<number> {
  return withScratch(parent, async (folder) => {
    const bare = await startServer(bareMutations, { folder });
    try {
      return await inFreshProcess(appendMutations, { url: bare.ready.url, messages, connections: CONNECTIONS });
    } finally {
      await bare.stop();
    }
  });
}
