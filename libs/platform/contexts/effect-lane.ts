import type { Lease } from '#platform/coordination';
import type { CommandAccepted } from '#platform/event-sourcing';
import type { StreamName } from '#platform/event-store';
import { OutageLog } from '#platform/outages';
import type { ProjectionLog } from '#platform/projections';
import type { Session } from '#platform/sessions';
import { ProcessRefusedError, type DueCommandSender } from './due-command-sender.js';
import type { EffectBatch, EffectDefinition, EffectItem } from './effect.js';
import type { DueCommand } from './process.js';
import { isStorageAway } from './storage-away.js';

export interface EffectLaneParts {
  readonly sender: DueCommandSender;
  /** Nothing begins without it. What is under way when it is lost is finished, and put on record. */
  readonly lease: Lease;
  readonly openSession: () => Promise<Session>;
  readonly clock: () => Date;
  readonly log: ProjectionLog;
  /** Aborted when what is under way has to end. */
  readonly signal: AbortSignal;
}

interface Ended {
  readonly key: string;
  readonly stream: StreamName;
  readonly result: unknown;
}

/** How many interrupted ones are looked at in one go. */
const BATCH = 100;

/** Carries out one effect: begins what is due, waits for what comes of it, and puts that on record. */
export class EffectLane {
  /** What is begun and not yet on record as ended. A key is here before its beginning is recorded. */
  readonly #underWay = new Set<string>();
  #running = 0;
  #ended: Ended[] = [];
  #wake: () => void = () => undefined;
  /** Whether something may be on record as begun that is not under way: so at the start, and after some faults. */
  #mayBeInterrupted = true;
  #stopping = false;
  #rounds = 0;
  #lastRound: Promise<number> = Promise.resolve(0);
  readonly #outage: OutageLog;
  #sawOutage = false;

  constructor(
    private readonly effect: EffectDefinition,
    private readonly parts: EffectLaneParts,
  ) {
    const { name } = effect;
    this.#outage = new OutageLog(parts.log, {
      began: `The effect ${name} waits for what does not answer`,
      over: `The effect ${name} goes on`,
    });
    // What the holder before has begun may have been interrupted.
    parts.lease.onChange((isHeld) => {
      if (isHeld) this.#mayBeInterrupted = true;
    });
  }

  /** From now on nothing begins any more. */
  stopBeginning(): void {
    this.#stopping = true;
  }

  /** Looks for what may begin now: in the round that is under way, or else in a new one. */
  look(): void {
    if (this.#rounds === 0) void this.run();
    else this.#wake();
  }

  /**
   * A round, after those that were asked for before: goes on until nothing may begin now and nothing is under way.
   * @returns how many ended and were put on record
   */
  run(): Promise<number> {
    this.#rounds += 1;
    this.#lastRound = this.#lastRound.then(async () => {
      try {
        return await this.#roundReported();
      } catch (error) {
        this.#report(error);
        return 0;
      } finally {
        this.#rounds -= 1;
      }
    });
    return this.#lastRound;
  }

  async #roundReported(): Promise<number> {
    this.#sawOutage = false;
    const recorded = await this.#round();
    if (!this.#sawOutage) this.#outage.over();
    return recorded;
  }

  async #round(): Promise<number> {
    let recorded = 0;
    for (;;) {
      const toRecord = this.#ended.length;
      const now = await this.#record();
      recorded += now;
      // What could not be put on record is kept, and tried again in a later round.
      if (now < toRecord) return recorded;
      if (!this.#stopping && this.parts.lease.isHeld) {
        await this.#tellInterrupted();
        await this.#begin();
      }
      if (this.#running === 0 && this.#ended.length === 0) return recorded;
      await this.#attention();
    }
  }

  #report(error: unknown): void {
    const facts = { effect: this.effect.name, err: error };
    this.#sawOutage ||= isStorageAway(error);
    if (isStorageAway(error)) this.#outage.failed(facts);
    else this.parts.log.error(facts, 'An effect failed and will be tried again');
  }

  /** A session is given back before anything is waited for. */
  async #read<Found>(work: (session: Session) => Promise<Found>): Promise<Found> {
    using session = await this.parts.openSession();
    return await work(session);
  }

  async #begin(): Promise<void> {
    const free = this.effect.atOnce - this.#underWay.size;
    if (free <= 0) return;
    try {
      const now = this.parts.clock().toISOString();
      const batches = await this.#read((session) => this.effect.begin(session, now, free));
      for (const batch of batches) await this.#beginBatch(batch);
    } catch (error) {
      this.#report(error);
    }
  }

  async #beginBatch({ begin, items }: EffectBatch): Promise<void> {
    // The read model may not show yet that they were begun.
    if (this.#stopping || !this.parts.lease.isHeld || items.some(({ key }) => this.#underWay.has(key))) return;
    for (const { key } of items) this.#underWay.add(key);
    const begun = await this.#putOnRecord(begin);
    if (!begun) {
      // The beginning may be on record all the same.
      this.#mayBeInterrupted = true;
      for (const { key } of items) this.#underWay.delete(key);
      return;
    }
    for (const item of items) this.#perform(item, begin.stream);
    // Also when the read models stay behind (a full disk): what is on record as begun is done.
    await this.parts.sender.shown(begun);
  }

  /** @returns undefined when it was there before, is refused, or may not have come into the log */
  async #putOnRecord(begin: DueCommand): Promise<CommandAccepted | undefined> {
    try {
      const accepted = await this.parts.sender.give(this.effect.name, begin);
      return accepted.repeated || accepted.events.length === 0 ? undefined : accepted;
    } catch (error) {
      this.#report(error);
      return undefined;
    }
  }

  #perform(item: EffectItem, stream: StreamName): void {
    this.#running += 1;
    const ended = (end: () => void) => {
      this.#running -= 1;
      end();
      this.#wake();
    };
    item.perform(this.parts.signal).then(
      (result) => ended(() => void this.#ended.push({ key: item.key, stream, result })),
      (error: unknown) =>
        ended(() => {
          this.#report(error);
          this.#underWay.delete(item.key);
          this.#mayBeInterrupted = true;
        }),
    );
  }

  async #record(): Promise<number> {
    let recorded = 0;
    for (const [stream, ended] of Map.groupBy(this.#ended, (each) => each.stream)) {
      try {
        const results = ended.map(({ result }) => result);
        await this.#send(this.effect.record(stream, results));
      } catch (error) {
        this.#report(error);
        // What a rule refuses it refuses every time: then nobody knows what came of these.
        if (!(error instanceof ProcessRefusedError)) continue;
        this.#mayBeInterrupted = true;
      }
      recorded += ended.length;
      this.#ended = this.#ended.filter((each) => !ended.includes(each));
      for (const { key } of ended) this.#underWay.delete(key);
    }
    return recorded;
  }

  /** @throws what the sender throws */
  async #send(command: DueCommand): Promise<void> {
    try {
      await this.parts.sender.send(this.effect.name, command);
    } catch (error) {
      const isOfErased = error instanceof ProcessRefusedError && error.codes.includes('SUBJECT_ERASED');
      const instead = (isOfErased && this.effect.afterErasure?.(command)) || [];
      if (instead.length === 0) throw error;
      for (const each of instead) await this.#send(each);
    }
  }

  async #tellInterrupted(): Promise<void> {
    const tried = new Set<string>();
    while (this.#mayBeInterrupted) {
      try {
        const limit = tried.size + BATCH;
        const commands = await this.#read((session) => this.effect.interrupted(session, this.#underWay, limit));
        const untried = commands.filter(({ commandId }) => !tried.has(commandId));
        if (untried.length === 0) {
          this.#mayBeInterrupted = commands.length > 0;
          return;
        }
        for (const command of untried) {
          tried.add(command.commandId);
          await this.#send(command);
        }
      } catch (error) {
        this.#report(error);
        return;
      }
    }
  }

  /** Until something ends, or it is time to look whether more may begin. */
  async #attention(): Promise<void> {
    if (this.#ended.length > 0) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }
}
