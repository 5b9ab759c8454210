import type { KeyObject } from 'node:crypto';
import { systemCaller } from '#platform/access';
import type { Integrity, IntegrityStatus } from '#platform/backup';
import { assertDistinctContexts, EffectRunner, ProcessRunner, type DomainContext } from '#platform/contexts';
import { soleProcess, type Coordination, type LeaseStatus } from '#platform/coordination';
import { EvidenceSharing, type EvidenceExchange } from '#platform/evidence-exchange';
import { AggregateRepository, CommandRunner, EventCodec } from '#platform/event-sourcing';
import type { EventStore } from '#platform/event-store';
import { LedgerUnavailableError, PartnershipCheckpointing, SqliteLedger, type Ledger } from '#platform/ledger';
import {
  FieldSealer,
  isShared,
  KeyLoadingEventStore,
  KeysUnavailableError,
  type SharedSubjectKeyRing,
  type SubjectKeyRing,
  type SubjectKeys,
} from '#platform/privacy';
import {
  ProjectionRunner,
  type ProjectionLog,
  type ProjectionRunnerOptions,
  type Projections,
  type ReadModelDatabase,
} from '#platform/projections';
import { SessionFactory, type Session } from '#platform/sessions';
import { LedgerWitnesses, type WitnessSettings } from '#platform/witness';
import { recordPartnershipCheckpoint, recordSigningKey, type LedgerParts } from './engine-ledger.js';
import { EngineErasing } from './engine-erasing.js';
import { KeyCheck } from './key-check.js';

export interface EngineParts {
  readonly contexts: readonly DomainContext[];
  readonly store: EventStore;
  readonly readModels: ReadModelDatabase;
  readonly fingerprintKey: KeyObject;
  /** Personal fields are sealed with its keys; left out, events are stored in clear text. */
  readonly keys?: SubjectKeyRing | SharedSubjectKeyRing;
  readonly clock: () => Date;
  readonly log: ProjectionLog;
  /** Which of the work this process does; left out, all of it. */
  readonly coordination?: Coordination;
  /** How the read models are kept; left out, by this process. */
  readonly projections?: (options: ProjectionRunnerOptions) => Projections;
  /** Without it there is no evidence. */
  readonly ledger?: LedgerParts;
  /** By which processes on one log tell each other what does not follow from it; left out, there is one process. */
  readonly evidence?: EvidenceExchange;
  /** Who watches over the ledger. */
  readonly witnesses?: WitnessSettings;
  /** Whether the log holds what was recorded; left out, nobody looks. */
  readonly integrity?: Integrity;
  /** Called when a part fails in a way that the service cannot go on after. */
  readonly onFault: (error: unknown) => void;
  /** Gives back what the parts stand on, last of all. */
  readonly release: () => Promise<void> | void;
}

/** Why read models cannot be used as they are. */
export interface ReadModelsProblem {
  /** What they show can be read in either case, if they were ever built. */
  readonly kind: 'nobody-keeps-them' | 'of-another-version';
  /** In words for an operator. */
  readonly text: string;
}

const NO_WORKER =
  'No worker keeps the read models. Start one (apps/worker), or let the service be one (CONCORDAT_WORKER=yes).';

/** Where nobody looks through the log's records: its engine, and the evidence ledger, answer for them. */
const NOT_LOOKED: IntegrityStatus = {
  faults: [],
  notices: [],
  readOnly: false,
  scrub: { position: 0, passes: 0, lastFinishedAt: undefined, faults: [], stopped: undefined },
};

/** Everything below the API: the log, the read models, and what runs between them. */
export class Engine {
  readonly codec: EventCodec;
  /** Its events can be decoded as they come. */
  readonly store: EventStore;
  readonly sessions: SessionFactory;
  readonly commands: CommandRunner<Session>;
  readonly projections: Projections;
  readonly processes: ProcessRunner;
  readonly effects: EffectRunner;
  readonly erasing: EngineErasing;
  /** Puts the checkpoints of partnerships on record; undefined without a ledger. */
  readonly checkpointing: PartnershipCheckpointing | undefined;
  /** Has the ledger's checkpoints cosigned; undefined without witnesses. */
  readonly witnesses: LedgerWitnesses | undefined;
  readonly #ledger: SqliteLedger | undefined;
  readonly #sharing: EvidenceSharing | undefined;
  readonly #keyCheck: KeyCheck | undefined;
  readonly #coordination: Coordination;
  readonly #starting = new AbortController();
  #stopped: Promise<void> | undefined;

  /** @throws ContextDefinitionError, EventCatalogueError, ProjectionDefinitionError, WitnessPolicyError */
  constructor(private readonly parts: EngineParts) {
    const { contexts, readModels, clock, log } = parts;
    assertDistinctContexts(contexts);
    this.#coordination = parts.coordination ?? soleProcess();
    const aggregates = contexts.flatMap((context) => context.aggregates);
    const sealing = parts.keys && new FieldSealer(parts.keys);
    this.codec = new EventCodec([...new Set(aggregates.map(({ events }) => events))], sealing);
    const store = loadingKeys(parts, this.codec);
    this.store = store;
    this.sessions = new SessionFactory(
      readModels,
      contexts.map(({ policy }) => policy),
      contexts.flatMap(({ standings }) => standings),
      clock,
    );
    const repository = new AggregateRepository(store, this.codec);
    this.commands = new CommandRunner<Session>({
      store,
      codec: this.codec,
      repository,
      openSession: (caller) => this.sessions.open(caller),
      clock,
      fingerprintKey: parts.fingerprintKey,
    });
    const definitions = contexts.flatMap(({ projections }) => projections);
    const keepReadModels = parts.projections ?? ((options) => new ProjectionRunner(options));
    this.projections = keepReadModels({
      store,
      codec: this.codec,
      database: readModels,
      projections: definitions,
      log,
      onFault: parts.onFault,
    });
    const { codec, projections } = this;
    const openSession = () => this.sessions.open(systemCaller('erasures'));
    const erasing = { store, codec, repository, projections, definitions, openSession, log };
    this.erasing = new EngineErasing({ keys: parts.keys, ...erasing });
    if (parts.keys && isShared(parts.keys)) parts.keys.onDestroyed((subjects) => this.erasing.letGo(subjects));
    this.#keyCheck =
      parts.keys &&
      new KeyCheck({
        keys: parts.keys,
        contexts,
        store,
        codec,
        erasing: this.erasing,
        openSession,
        log,
        lease: this.#coordination.lease('key-check'),
      });
    const running = {
      runner: this.commands,
      projections: this.projections,
      sessions: this.sessions,
      caller: systemCaller('processes'),
      coordination: this.#coordination,
      clock,
      log,
    };
    this.processes = new ProcessRunner({ processes: contexts.flatMap(({ processes }) => processes), ...running });
    const effects = contexts.flatMap(({ effects: own = [], erasures }) => [
      ...own,
      ...(erasures ? [erasures(this.erasing)] : []),
    ]);
    this.effects = new EffectRunner({ effects, ...running });
    if (parts.ledger === undefined) return;
    const { checkpointIntervalMs: intervalMs = 60_000, ...ledger } = parts.ledger;
    const lease = this.#coordination.lease('evidence');
    const sharing = parts.evidence && new EvidenceSharing({ exchange: parts.evidence, lease, log });
    this.#sharing = sharing;
    const record = recordPartnershipCheckpoint(this.commands);
    this.#ledger = new SqliteLedger({
      ...ledger,
      store: parts.store,
      clock,
      log,
      record,
      ...(sharing && { known: () => sharing.known(ledger.keys), onContradiction: parts.onFault }),
    });
    const adoptKey = recordSigningKey(this.commands, ledger.keys);
    const isOurs = () => lease.isHeld;
    this.checkpointing = new PartnershipCheckpointing({ ledger: this.#ledger, adoptKey, log, intervalMs, isOurs });
    if (parts.witnesses === undefined) return;
    this.witnesses = new LedgerWitnesses({
      ...parts.witnesses,
      ledger: this.#ledger,
      report: log,
      now: clock,
      ...(sharing && { others: sharing }),
    });
  }

  /** @throws LedgerUnavailableError when this engine was opened without one */
  get ledger(): Ledger {
    if (this.#ledger) return this.#ledger;
    throw new LedgerUnavailableError('This engine has no evidence ledger.');
  }

  /** @throws KeysUnavailableError when this engine was opened without them */
  get subjectKeys(): SubjectKeys {
    if (this.parts.keys) return this.parts.keys;
    throw new KeysUnavailableError();
  }

  /** What is known of the log; undefined when nobody looks. Its background pass starts apart, with `scrub.start()`. */
  get integrity(): Integrity | undefined {
    return this.parts.integrity;
  }

  integrityStatus(head: number): IntegrityStatus {
    const ledger = this.#ledger;
    const root = (size: number) => (ledger === undefined || ledger.size < size ? undefined : ledger.root(size));
    const status = this.parts.integrity?.status({ head, root }) ?? NOT_LOOKED;
    const others = [...(this.#keyCheck?.notices ?? []), ...(this.witnesses?.notices() ?? [])];
    return { ...status, notices: [...status.notices, ...others] };
  }

  /** Undefined when the read models can be used, although they may be behind. @throws when their database does not answer */
  async readModelsProblem(): Promise<ReadModelsProblem | undefined> {
    const keeper = (await this.leases()).find(({ name }) => name === 'read-models');
    if (this.#coordination.leases && keeper?.holder === undefined) {
      return { kind: 'nobody-keeps-them', text: NO_WORKER };
    }
    const text = await this.projections.problem?.();
    return text === undefined ? undefined : { kind: 'of-another-version', text };
  }

  /** Which process does what, where several work on the log; empty where one does everything. */
  async leases(): Promise<readonly LeaseStatus[]> {
    return (await this.#coordination.leases?.()) ?? [];
  }

  get contexts(): readonly DomainContext[] {
    return this.parts.contexts;
  }

  get clock(): () => Date {
    return this.parts.clock;
  }

  /**
   * Brings the read models up to the end of the log, and lets the ledger follow it; erasures that an older key store lacks
   * are carried out again. What acts by itself starts apart, with `startDuties()`.
   * @throws UnknownEventTypesError, LedgerContradictsLogError, and what kept the read models from being built; the engine is closed then
   */
  async start(): Promise<void> {
    try {
      this.codec.assertKnows(await this.store.eventTypes());
      // What contradicts what was signed, or signs with another key, takes no lease from those that do the work.
      await this.#ledger?.start();
      await this.#coordination.start();
      if (this.#ledger) this.#sharing?.start({ ledger: this.#ledger, witnesses: this.witnesses });
      await this.projections.start();
      await this.#keyCheck?.run(this.#starting.signal);
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** From here on what falls due is done, as far as this process holds the leases: processes, effects, signing. */
  startDuties(): void {
    this.processes.start();
    this.effects.start();
    this.witnesses?.start();
    this.checkpointing?.start();
  }

  /**
   * Finishes what is under way, then closes. What was acknowledged is in the log. A part that fails to stop does not
   * keep the others open: a thread or a lock left behind would keep the process from ending.
   * @throws the faults of the parts that failed to stop
   */
  stop(): Promise<void> {
    this.#starting.abort();
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    const { store, readModels, keys, release } = this.parts;
    const steps: readonly (() => Promise<void> | void)[] = [
      () => this.integrity?.scrub.stop(),
      () => this.processes.stop(),
      () => this.effects.stop(),
      () => this.projections.stop(),
      () => this.checkpointing?.stop(),
      () => this.witnesses?.stop(),
      // Before the leases are given up: what is signed last is published by whoever holds them.
      () => this.#ledger?.stop(),
      () => this.#sharing?.stop(),
      () => this.#coordination.stop(),
      () => store.close(),
      () => readModels.close(),
      () => keys?.close(),
      release,
    ];
    const faults: unknown[] = [];
    for (const step of steps) {
      try {
        await step();
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) throw new AggregateError(faults, 'The engine did not stop cleanly.');
  }
}

/** Keys that several processes share are fetched before they are needed. */
function loadingKeys({ store, keys }: EngineParts, codec: EventCodec): EventStore {
  return keys && isShared(keys) ? new KeyLoadingEventStore(store, keys, codec) : store;
}
