import { createSecretKey, randomBytes } from 'node:crypto';
import type { Engine } from '#platform/engine';
import { AggregateRepository, CommandRunner } from '#platform/event-sourcing';
import type { EventStore } from '#platform/event-store';
import type { Session } from '#platform/sessions';
import { altered } from './altered.js';

/**
 * Command runners as so many processes have them, each with a memory of its own, so that nothing but the log's expected
 * revision stands between their commands. None appends until all have decided, on the same state; then they append in
 * the order of the list, one after another. What collides and decides again appends as it comes.
 * @param count one command is given to each runner, and each of them must be acceptable before the others are
 */
export function racingRunners(engine: Engine, count: number): readonly CommandRunner<Session>[] {
  const line = new StartLine(count);
  return Array.from({ length: count }, (_, place) => runnerOn(engine, firstAppendAt(line, place, engine.store)));
}

/** A runner as another process has it, whose appends wait for nobody. */
export function anotherRunner(engine: Engine): CommandRunner<Session> {
  return runnerOn(engine, engine.store);
}

function runnerOn({ codec, sessions, clock, store: log }: Engine, store: EventStore): CommandRunner<Session> {
  return new CommandRunner<Session>({
    store,
    codec,
    repository: new AggregateRepository(log, codec),
    openSession: (caller) => sessions.open(caller),
    clock,
    fingerprintKey: createSecretKey(randomBytes(32)),
  });
}

function firstAppendAt(line: StartLine, place: number, store: EventStore): EventStore {
  let isFirst = true;
  const append: EventStore['append'] = (...append) => {
    if (!isFirst) return store.append(...append);
    isFirst = false;
    return line.inTurn(place, () => store.append(...append));
  };
  return altered(store, { append });
}

/** Where all wait for the last, and from where each starts when the one before it has arrived. */
class StartLine {
  readonly #all = Promise.withResolvers<void>();
  readonly #turns: readonly PromiseWithResolvers<void>[];
  #present = 0;

  constructor(count: number) {
    this.#turns = Array.from({ length: count }, () => Promise.withResolvers<void>());
  }

  async inTurn<Result>(place: number, act: () => Promise<Result>): Promise<Result> {
    this.#present += 1;
    if (this.#present === this.#turns.length) this.#all.resolve();
    await this.#all.promise;
    await this.#turns[place - 1]?.promise;
    try {
      return await act();
    } finally {
      this.#turns[place]?.resolve();
    }
  }
}
