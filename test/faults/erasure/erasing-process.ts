import { z } from 'zod';
import { SqliteReadModelDatabase } from '#platform/projections';
import { openEngine } from './prepared-erasure.js';

/** Carries out what is granted, and kills itself with SIGKILL at the nth moment: before or after one of its steps. */
const { dataFolder, killAt } = z
  .object({ dataFolder: z.string(), killAt: z.int() })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

let moments = 0;
function moment(what: string): void {
  moments += 1;
  if (moments !== killAt) return;
  // Written at once: standard output is a pipe.
  process.stdout.write(`${what}\n`);
  process.kill(process.pid, 'SIGKILL');
}

const engine = await openEngine(dataFolder);
const keys = engine.subjectKeys;
const { fence, destroy } = keys;
keys.fence = async (...given) => {
  moment('before the fence');
  await fence.apply(keys, given);
  moment('after the fence');
};
keys.destroy = async (...given) => {
  moment('before the destruction of the keys');
  await destroy.apply(keys, given);
  moment('after the destruction of the keys');
};
engine.erasing.onErased(() => moment('before the read models are built'));
const { projections } = engine;
const { rebuild } = projections;
projections.rebuild = async (name) => {
  const generation = await rebuild.call(projections, name);
  moment(`after ${name} was built`);
  return generation;
};
const { scrub } = SqliteReadModelDatabase.prototype;
SqliteReadModelDatabase.prototype.scrub = async function () {
  await scrub.call(this);
  moment('after the read models were scrubbed');
};
await engine.effects.runDue();
process.stdout.write('completed\n');
await engine.stop();
