/** Holds the lock on the data folder given as its first argument until it is killed. */
import { lockDataFolder } from '../../libs/platform/event-store/index.js';

lockDataFolder(JSON.parse(process.argv[2] ?? '""') as string);
process.stdout.write('holding\n');
setInterval(() => undefined, 1_000_000);
