import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerIde } from '../../libs/platform/graphql/ide/index.js';
import { createLog, readConfiguration, type Environment } from '#platform/service';
import { startFailure } from '../process/start-failure.js';
import { startService } from '../api/service.js';
import { ScriptedTransport } from '../../test/support/scripted-transport.js';
import { startIssuer } from '../../test/support/issuer/index.js';
import { CLIENTS } from './clients.js';
import { askGateway, curlOf } from './gateway-question.js';
import { seed } from './seed/seed.js';
import { whatWaitsFor } from './what-waits.js';

/**
 * The demonstration: a token issuer of its own, the service on a data folder of its own, the pilot's organisations, and
 * a token for each party with what waits for it, and the gateway's question with its answer. With `--once` it stops after the answer.
 */
export async function runDemonstration(environment: Environment, args: readonly string[]): Promise<void> {
  if (environment['NODE_ENV'] === 'production') {
    process.stderr.write(
      'The demonstration gives tokens to anybody. It does not start where NODE_ENV is production.\n',
    );
    process.exit(1);
  }
  try {
    await demonstrate(environment, args.includes('--once'));
  } catch (error) {
    process.stderr.write(`${startFailure(error)}\n`);
    process.exit(1);
  }
}

async function demonstrate(environment: Environment, once: boolean): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'concordat-demonstration-'));
  process.on('exit', () => rmSync(dataFolder, { recursive: true, force: true }));
  const issuer = await startIssuer({ clients: CLIENTS.map(({ client }) => client), tokenLifetimeSeconds: 8 * 3600 });
  const configuration = readConfiguration({
    CONCORDAT_DATA_FOLDER: dataFolder,
    CONCORDAT_OIDC_ISSUER: issuer.url,
    CONCORDAT_OIDC_AUDIENCE: issuer.audience,
    CONCORDAT_PORT: once ? '0' : (environment['CONCORDAT_PORT'] ?? '3000'),
    CONCORDAT_LOG_LEVEL: environment['CONCORDAT_LOG_LEVEL'] ?? 'warn',
  });
  const log = createLog({ level: configuration.logLevel });
  // Nothing leaves the demonstration: what dispatches send is kept, and answered as the address says.
  const transport = new ScriptedTransport();
  const dispatch = { transports: { email: transport, webhook: transport }, loopbackHttp: false };
  const service = await startService({ configuration, log, dispatch, prepare: (server) => registerIde(server) });
  const commands = await seed(service.engine);
  const tokens = await Promise.all(CLIENTS.map(({ client }) => issuer.token(client.clientId)));
  print(`Concordat is running at ${service.url} with the pilot's organisations (${commands} commands recorded).`);
  for (const [index, { title }] of CLIENTS.entries()) {
    const token = tokens[index] ?? '';
    print([`Token: ${title}`, token, ...(await whatWaitsFor(service.url, token))].join('\n'));
  }
  const officer = tokens[0] ?? '';
  print(
    'An officer in Dundee is about to write to ASDA, whose partnership Wakefield leads. Her system asks:\n' +
      '"May I contact this organisation about this, now, and through whom?"',
  );
  print(curlOf(service.url, officer));
  print(`The answer:\n${await askGateway(service.url, officer)}`);
  if (once) await service.graceful.stop('once', 0);
  else print(`Query page: ${service.url}/graphiql#token=${officer}\nStop with Ctrl+C; the data is then removed.`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n\n`);
}
