import type { Lease, Requests } from '#platform/coordination';
import { ProjectionRunner, type ProjectionRunnerOptions } from '../projection-runner.js';
import { RequestKeeper } from './request-keeper.js';
import { TenuredDatabase } from './tenured-database.js';

export interface TenureOptions extends ProjectionRunnerOptions {
  /** Held when the tenure begins. */
  readonly lease: Lease;
  readonly requests: Requests;
  /** Called at each commit of this process, and when the runner has started. */
  readonly onMoved: () => void;
}

/** How a tenure ended: the lease was lost or the service stops, or the runner could not go on. */
export type TenureEnd = { readonly why: 'given up' } | { readonly why: 'fault'; readonly fault: unknown };

/** The time in which this process keeps the read models, from getting the lease until losing it. */
export class Tenure {
  readonly runner: ProjectionRunner;
  readonly #end = Promise.withResolvers<TenureEnd>();
  #isOver = false;

  constructor(private readonly options: TenureOptions) {
    const database = new TenuredDatabase(options.database, () => this.#isOver, options.onMoved);
    this.runner = new ProjectionRunner({
      ...options,
      database,
      onFault: (fault) => this.#endWith({ why: 'fault', fault }),
    });
  }

  /** Resolves when nothing of it writes any more. */
  async run(onStarted: () => void): Promise<TenureEnd> {
    const { lease, requests, log, retryMs = 1_000 } = this.options;
    const endListening = lease.onChange((isHeld) => !isHeld && this.giveUp());
    const isOver = () => this.#isOver;
    const asked = new RequestKeeper({ requests, projections: this.runner, isOver, retryMs, log });
    this.runner.start().then(
      () => {
        if (this.#isOver) return;
        onStarted();
        asked.start();
      },
      (fault: unknown) => this.#endWith({ why: 'fault', fault }),
    );
    const end = await this.#end.promise;
    endListening();
    await this.runner.stop();
    await asked.stop();
    return end;
  }

  giveUp(): void {
    this.#endWith({ why: 'given up' });
  }

  #endWith(end: TenureEnd): void {
    this.#isOver = true;
    this.#end.resolve(end);
  }
}
