/** Moves a log, in small parts, until it is done or killed. Its input names the two places. */
import {
  moveLog,
  openEmbeddedSource,
  openEventStoreDbTarget,
  openPostgresTarget,
} from '../../../libs/platform/move-log/index.js';

export interface MoveClientInput {
  readonly folder: string;
  readonly target: { readonly engine: 'postgresql' | 'eventstoredb'; readonly connectionString: string };
}

const { folder, target: place } = JSON.parse(process.argv[2] ?? '{}') as MoveClientInput;
const source = await openEmbeddedSource(folder);
const target =
  place.engine === 'postgresql'
    ? await openPostgresTarget(place)
    : await openEventStoreDbTarget(place.connectionString, source.installationId);
const report = await moveLog({
  source,
  target,
  eventsAtOnce: 9,
  onProgress: ({ step, position }) => process.stdout.write(`${step} ${position}\n`),
});
await target.close();
await source.close();
process.stdout.write(`${JSON.stringify(report)}\n`);
