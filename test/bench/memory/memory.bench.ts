import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startIssuer, type IssuerClient } from '../../support/issuer/index.js';
import { startServiceProcess } from '../../support/service-process.js';
import type { Benchmark, BenchmarkOptions, Outcome } from '../benchmark.js';
import { cachedLog } from '../synthetic-log/cached-log.js';
import { HSE_ID } from '../synthetic-log/callers.js';
import { withScratch } from '../work-folder.js';
import { writeContacts } from './contacts-file.js';
import { importContacts } from './import-contacts.js';
import { mostResident, residentMegabytes } from './resident-memory.js';

const MOST_IDLE = 300;
const MOST_WHILE_IMPORTING = 600;
/** The service has nothing to do meanwhile, and its engine gives back what starting took. */
const IDLE_MS = 10_000;

const registrar: IssuerClient = {
  clientId: 'registrar',
  clientSecret: 'only for this benchmark',
  claims: { concordat_party: { kind: 'HSE', id: HSE_ID }, concordat_roles: ['REGISTRAR', 'LEAD'] },
};

export const memoryBenchmark: Benchmark = {
  name: 'memory',
  title: 'Memory of the service as npm start runs it',
  run: async (options) => {
    if (!existsSync('/proc/self/status')) {
      return [{ what: 'resident memory', reason: 'It is read from /proc, which this system does not have.' }];
    }
    return withScratch(options.folder, (scratch) => measure(options, scratch));
  },
};

async function measure({ quick, folder, progress }: BenchmarkOptions, scratch: string): Promise<readonly Outcome[]> {
  const contacts = quick ? 10_000 : 200_000;
  const dataFolder = join(scratch, 'data');
  cpSync(await cachedLog(folder, 10_000), dataFolder, { recursive: true });
  const file = join(scratch, 'contacts.csv');
  writeContacts(file, contacts);
  const issuer = await startIssuer({ clients: [registrar] });
  const service = startServiceProcess({
    CONCORDAT_DATA_FOLDER: dataFolder,
    CONCORDAT_PORT: '0',
    CONCORDAT_OIDC_ISSUER: issuer.url,
    CONCORDAT_OIDC_AUDIENCE: issuer.audience,
  });
  try {
    const url = await service.ready();
    progress('idle');
    await setTimeout(IDLE_MS);
    const idle = residentMegabytes(service.pid);
    progress(`importing ${contacts} contacts`);
    const importing = importContacts({ url, file, token: await issuer.token(registrar.clientId) });
    const most = await mostResident(service.pid, importing);
    return [
      memory('idle, 10,000 events in the log', idle, MOST_IDLE),
      memory(`importing ${contacts.toLocaleString('en-GB')} contacts`, most, MOST_WHILE_IMPORTING, await importing),
    ];
  } finally {
    await service.stop();
    await issuer.close();
  }
}

function memory(what: string, ours: number, limit: number, note?: string): Outcome {
  const finding = { what, ours, reference: limit, referenceName: 'the limit', unit: 'MB', target: { atMost: 1 } };
  return note === undefined ? finding : { ...finding, note };
}
