import { openWitness, serveWitness, signingWith, Witness } from '../../../libs/platform/witness/index.js';

/** A witness in a process of its own, which kills itself at a moment that is asked for. */
export interface WitnessProgramInput {
  readonly folder: string;
  /** `checked`: decided to cosign, not yet recorded. `recorded`: on the disk, not yet signed or answered. */
  readonly killedWhen?: 'checked' | 'recorded';
  /** The how manieth time, from 1. */
  readonly nth?: number;
}

const { folder, killedWhen, nth = 1 } = JSON.parse(process.argv[2] ?? '{}') as WitnessProgramInput;
const opened = openWitness(folder);
const sign = signingWith(opened.key);
const moments = { checked: 0, recorded: 0 };

/** The clock is read between check and record, and the key is used after it. */
function reached(moment: 'checked' | 'recorded'): void {
  moments[moment] += 1;
  if (moment === killedWhen && moments[moment] === nth) process.kill(process.pid, 'SIGKILL');
}

const witness = new Witness({
  store: opened.store,
  logKeys: opened.logKeys,
  clock: () => {
    reached('checked');
    return new Date();
  },
  sign: (text, seconds) => {
    reached('recorded');
    return sign(text, seconds);
  },
});
const server = await serveWitness({ witness, host: '127.0.0.1', port: 0, onFault: () => process.exit(70) });
process.stdout.write(`${server.url}\n`);
