/** Holds the lock on the data folder given as its first argument until it is killed. */
import { lockDataFolder } from '../../libs/platform/event-store/index.js';

// Kept: a lock that nobody refers to any more is given back with its memory.
const lock = lockDataFolder(JSON.parse(process.argv[2] ?? '""') as string);
process.stdout.write('holding\n');
setInterval(() => process.stdout.write(`still holding ${lock.path}\n`), 1_000_000);
