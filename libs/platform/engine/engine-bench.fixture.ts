import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemCaller } from '#platform/access';
import type { DomainContext } from '#platform/contexts';
import type { CommandRequest } from '#platform/event-sourcing';
import type { RecordedEvent } from '#platform/event-store';
import { tallyAggregate } from '../event-sourcing/tally.fixture.js';
import { deriveUuid } from '#platform/values';
import { openEmbeddedEngine } from './embedded-engine.js';
import type { Engine } from './engine.js';
import { talliesContext, tallyOf } from './tallies-context.fixture.js';

export interface EngineBench {
  readonly engine: Engine;
  readonly folder: string;
  readonly logged: readonly { readonly fields: object; readonly message: string }[];
  /** What the engine takes for the time. */
  setTime(now: string): void;
  open(name: string, dueAt: string): Promise<void>;
  events(): Promise<RecordedEvent[]>;
  restart(contexts?: readonly DomainContext[]): Promise<void>;
  close(): Promise<void>;
}

/** A started embedded engine in a folder of its own. */
export async function engineBench(contexts: readonly DomainContext[] = [talliesContext()]): Promise<EngineBench> {
  const folder = mkdtempSync(join(tmpdir(), 'concordat-engine-'));
  const logged: { fields: object; message: string }[] = [];
  const record = (fields: object, message: string) => void logged.push({ fields, message });
  let now = new Date('2006-03-21T09:00:00.000Z');
  const start = async (from: readonly DomainContext[]) => {
    const engine = await openEmbeddedEngine({
      dataFolder: folder,
      contexts: from,
      clock: () => now,
      log: { info: record, error: record },
      onFault: (fault) => record({ fault }, 'fault'),
    });
    await engine.start();
    return engine;
  };
  let engine = await start(contexts);
  return {
    get engine() {
      return engine;
    },
    folder,
    logged,
    setTime: (time) => void (now = new Date(time)),
    open: async (name, dueAt) => {
      const request: CommandRequest = {
        stream: tallyOf(name),
        type: 'OpenTally',
        input: { owner: dueAt },
        commandId: deriveUuid('open', name),
        caller: systemCaller('spec'),
        correlationId: 'spec',
      };
      const outcome = await engine.commands.run(tallyAggregate, request);
      if (outcome.outcome !== 'accepted') throw new Error(JSON.stringify(outcome));
      await engine.projections.waitFor(outcome.position, 30_000);
    },
    events: async () => {
      const events: RecordedEvent[] = [];
      for await (const event of engine.store.readAll({ after: 0 as RecordedEvent['position'] })) events.push(event);
      return events;
    },
    restart: async (again = contexts) => {
      await engine.stop();
      engine = await start(again);
    },
    close: async () => {
      await engine.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
