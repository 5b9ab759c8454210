import { join } from 'node:path';
import { describeEventStore } from '../event-store.contract.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { GAPPY_CAPABILITIES, GappyLog } from './gappy-log.fixture.js';
import { NumberedEventStore } from './numbered-event-store.js';

describeEventStore('numbered, above a log with gaps', {
  capabilities: { ...GAPPY_CAPABILITIES, contiguousPositions: true, eventIdsUniqueAcrossStreams: true },
  takesClock: true,
  async open({ clock }) {
    const folder = temporaryFolder();
    const file = join(folder.path, 'ordinals.db');
    const log = new GappyLog();
    let store = await NumberedEventStore.open({ store: log.connect(clock), file });
    return {
      store,
      async reopen() {
        await store.close();
        store = await NumberedEventStore.open({ store: log.connect(clock), file });
        return store;
      },
      async close() {
        await store.close();
        folder.remove();
      },
    };
  },
});
