/** Makes a backup, as the console does, so that it can be killed. Its first argument is a `BackingUpInput`. */
import { makeBackup } from '../../../libs/platform/backup/index.js';

export interface BackingUpInput {
  readonly dataFolder: string;
  readonly to: string;
  readonly keysTo: string;
}

makeBackup({ ...(JSON.parse(process.argv[2] ?? '{}') as BackingUpInput), now: new Date() });
process.stdout.write('copied\n');
