/** Restores a backup, as the console does, so that it can be killed. Its first argument is a `RestoringInput`. */
import { restore } from '../../../libs/platform/backup/index.js';

export interface RestoringInput {
  readonly from: string;
  readonly keysFrom: string;
  readonly dataFolder: string;
  readonly until: number;
}

const { until, ...input } = JSON.parse(process.argv[2] ?? '{}') as RestoringInput;
restore({ ...input, until: { kind: 'position', position: until }, now: new Date() });
process.stdout.write('restored\n');
