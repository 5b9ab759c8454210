import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchmarkFolder } from '../bench/work-folder.js';
import {
  recordFigures,
  RegisteringClient,
  sumOfFigures,
  type ClientFigures,
  type RecordFigures,
} from '../faults/processes/registering-client.js';
import { Random } from '../support/random-calls/random.js';
import { haveLiveMemoryTold } from './live-memory.js';
import { FEWEST_SAMPLES } from './memory-judgement.js';
import {
  memoryFindings,
  mostWal,
  sampleOf,
  serverFinding,
  type MemoryFinding,
  type ServerFinding,
  type SoakSample,
} from './soak-samples.js';
import { startTarget, type SoakTarget } from './soak-target.js';

const USAGE = `npm run soak -- [--minutes N] [--engine embedded|postgresql] [--clients N] [--seed N]

Commands, reads and lists for a long time; says whether memory, the write-ahead log, and on PostgreSQL sessions and dead
rows, stay bounded, and whether all that was acknowledged is on record once.
  --minutes N  30 when left out
  --engine     postgresql when left out: two API processes and two workers
Exits with 1 when something grew without bound, was lost or doubled, or was read too early.
`;
const REPORT = fileURLToPath(new URL('../../soak/report.json', import.meta.url));
const SAMPLE_EVERY_MS = 10_000;
/** Reads for each command, besides a list. */
const READS = 4;

interface Soak {
  readonly minutes: number;
  readonly clients: number;
  readonly seed: number;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '30' },
      engine: { type: 'string', default: 'postgresql' },
      clients: { type: 'string', default: '8' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      help: { type: 'boolean', default: false },
    },
  });
  const { engine } = values;
  if (values.help || (engine !== 'embedded' && engine !== 'postgresql')) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const soak = { minutes: Number(values.minutes), clients: Number(values.clients), seed: Number(values.seed) };
  const isSensible = soak.minutes * 60_000 >= FEWEST_SAMPLES * SAMPLE_EVERY_MS && soak.clients >= 1 && soak.seed >= 0;
  if (!isSensible || !Number.isInteger(soak.clients) || !Number.isInteger(soak.seed)) {
    process.stderr.write('Minutes must be 0.5 or more, clients 1 or more, and the seed a whole number.\n');
    return 2;
  }
  const folder = mkdtempSync(join(benchmarkFolder(), 'soak-'));
  // PostgreSQL runs as a user of its own.
  chmodSync(folder, 0o755);
  try {
    haveLiveMemoryTold(folder);
    const target = await startTarget(engine, folder);
    try {
      return report(engine, soak, target, await run(target, folder, soak));
    } finally {
      await target.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface SoakResult {
  readonly samples: readonly SoakSample[];
  readonly figures: ClientFigures & RecordFigures;
}

async function run(target: SoakTarget, folder: string, { minutes, clients: count, seed }: Soak): Promise<SoakResult> {
  const start = performance.now();
  const isOver = () => performance.now() - start >= minutes * 60_000;
  const token = reused(() => target.token());
  const clients = Array.from(
    { length: count },
    (_, index) => new RegisteringClient(target.urls, token, new Random(seed + index)),
  );
  const working = clients.map(async (client) => {
    while (!isOver()) {
      await client.registerOne();
      for (let read = 0; read < READS; read += 1) await client.readAgain();
      await client.readList();
    }
  });
  const samples: SoakSample[] = [];
  while (!isOver()) {
    const seconds = Math.round((performance.now() - start) / 1000);
    samples.push(await sampleOf(target, folder, seconds));
    process.stderr.write(`${seconds} s: ${JSON.stringify(sumOfFigures(clients))}\n`);
    await pause(SAMPLE_EVERY_MS);
  }
  await Promise.all(working);
  return { samples, figures: { ...sumOfFigures(clients), ...recordFigures(clients, await target.registered()) } };
}

/** One token for a while: asking for each request would be most of the work. */
function reused(ask: () => Promise<string>): () => Promise<string> {
  const reuseForMs = 30_000;
  let until = 0;
  let token: Promise<string> | undefined;
  return () => {
    if (token !== undefined && performance.now() < until) return token;
    until = performance.now() + reuseForMs;
    token = ask();
    return token;
  };
}

function report(engine: string, soak: Soak, { mostWalBytes }: SoakTarget, { samples, figures }: SoakResult): number {
  const memory = memoryFindings(samples);
  const server = serverFinding(samples);
  const wal = mostWal(samples);
  const isSound = [figures.readsBehind, figures.differing, figures.acknowledgedLoss, figures.duplicates].every(
    (count) => count === 0,
  );
  const bounded = [...memory, ...(server ? [server] : [])].every(({ isBounded }) => isBounded);
  const passed = isSound && wal <= mostWalBytes && bounded;
  const lines = [
    `${engine}, ${soak.minutes} minutes, ${soak.clients} clients (seed ${soak.seed})`,
    `  ${figures.commands} commands (sent ${figures.sent} times), ${figures.reads} reads; reads behind a returned position ` +
      `${figures.readsBehind}, differing answers ${figures.differing}`,
    `  acknowledged loss ${figures.acknowledgedLoss}, duplicates ${figures.duplicates}`,
    ...memory.map(memoryLine),
    ...(server ? [serverLine(server)] : []),
    `  write-ahead log: at most ${megabytes(wal / 2 ** 20)} of ${megabytes(mostWalBytes / 2 ** 20)}`,
    passed ? 'passed' : 'FAILED',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  mkdirSync(dirname(REPORT), { recursive: true });
  const whole = {
    at: new Date().toISOString(),
    engine,
    ...soak,
    passed,
    figures,
    memory,
    server,
    wal,
    mostWalBytes,
    samples,
  };
  writeFileSync(REPORT, `${JSON.stringify(whole, null, 2)}\n`);
  return passed ? 0 : 1;
}

function memoryLine({ process: name, thirds, growthPerHour, isBounded }: MemoryFinding): string {
  const growth =
    growthPerHour === undefined ? 'too short for a slope' : `${growthPerHour.toFixed(1)} MB more live an hour`;
  const verdict = isBounded ? 'bounded' : 'GROWING';
  return `  ${name}: most memory in each third ${thirds.map(megabytes).join(', ')}; ${growth}: ${verdict}`;
}

function serverLine({ sessions, mostDeadShare, mostBytesOfSingleRows, isBounded }: ServerFinding): string {
  const [earlier, later] = sessions;
  return (
    `  PostgreSQL: sessions at most ${earlier}, then ${later}; dead rows at most ${Math.round(mostDeadShare * 100)}% of the living; ` +
    `tables of single rows at most ${megabytes(mostBytesOfSingleRows / 2 ** 20)}: ${isBounded ? 'bounded' : 'GROWING'}`
  );
}

function megabytes(value: number): string {
  return `${Math.round(value)} MB`;
}

process.exitCode = await main();
