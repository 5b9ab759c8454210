import { writeSync } from 'node:fs';
import Fastify from 'fastify';
import { GracefulStop } from './graceful-stop.js';
import { listen, StartError } from './listen.js';
import { createLog } from './logging.js';

/*
 * A small service as a process of its own, for the tests of stopping. It tells what happens on standard output.
 * Argument: the port.
 */
const tell = (text: string) => void writeSync(1, `${text}\n`);
const log = createLog({ level: 'silent' });
const server = Fastify();
let finish: () => void = () => undefined;
const finished = new Promise<void>((resolve) => {
  finish = resolve;
});

server.get('/slow', async () => {
  tell('slow request under way');
  await finished;
  return { answered: true };
});
server.get('/stuck', async () => {
  tell('stuck request under way');
  await new Promise(() => undefined);
});
server.get('/fault', async () => {
  setImmediate(() => {
    throw new Error('nothing catches this');
  });
  return {};
});

const stop = new GracefulStop({
  log,
  steps: [
    {
      name: 'http',
      stop: async () => {
        tell('http stopping');
        finish();
        await server.close();
        tell('http stopped');
      },
      within: 300,
      abandon: () => server.server.closeAllConnections(),
    },
    { name: 'projections', stop: () => tell('projections stopped') },
    { name: 'store', stop: () => tell('store closed') },
  ],
});
stop.listen();

const app = {
  listen: (port: number, host: string) => server.listen({ port, host }),
  getUrl: async () => server.listeningOrigin,
};
try {
  tell(`listening ${await listen(app, { host: '127.0.0.1', port: Number(process.argv[2]) })}`);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
