import type { KeyObject } from 'node:crypto';
import type { Ability, Caller } from '#platform/access';
import {
  AppendOutcomeUnknownError,
  EventIdConflictError,
  EventLogUnavailableError,
  EventStoreDbUnavailableError,
  LogNotFollowedError,
  StoreClosedError,
  WrongExpectedRevisionError,
  type AppendResult,
  type EventStore,
  type EventToAppend,
  type RecordedEvent,
  type Revision,
  type StreamName,
} from '#platform/event-store';
import { instantOf } from '#platform/working-days';
import { isIdOf, type AggregateDefinition, type Preparation, type Prepared } from './aggregate.js';
import type { AggregateRepository, HandledCommand, LoadedAggregate } from './aggregate-repository.js';
import { CommandFingerprints } from './command-fingerprints.js';
import type { CommandAccepted, CommandOutcome } from './command-outcome.js';
import {
  decisionContext,
  effectiveOf,
  eventId,
  eventMetadata,
  recordedEvents,
  recordedIn,
} from './command-recording.js';
import {
  checkInput,
  KEY_REUSED,
  notFound,
  refuseByErasure,
  refuseByRevision,
  refuseByRights,
  rejected,
} from './command-refusals.js';
import type { CommandRequest } from './command-request.js';
import type { CommandShape, DecisionContext, EventShape } from './decider.js';
import type { EventCodec } from './event-codec.js';
import { SealingSuspendedError, SubjectErasedError } from './field-sealing.js';
import { KeyedQueue } from './keyed-queue.js';

/** The snapshot of the read models that a preparation sees, with the caller's rights at that snapshot. */
export interface CommandSession {
  readonly ability: Ability;
  [Symbol.dispose](): void;
}

export interface CommandRunnerOptions<Session extends CommandSession> {
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly repository: AggregateRepository;
  readonly openSession: (caller: Caller) => Promise<Session>;
  readonly clock: () => Date;
  /** Keys the fingerprints, so that they do not confirm a guess at what a person typed. */
  readonly fingerprintKey: KeyObject;
  /** How often a command is decided anew after another one was faster. */
  readonly attempts?: number;
}

/** The stream was busy: other commands won every attempt. Nothing was recorded; the command may be sent again. */
export class TooManyConflictsError extends Error {
  override readonly name = 'TooManyConflictsError';
  constructor(readonly stream: StreamName) {
    super(`Other commands on ${stream} were faster every time. Nothing was recorded; send the command again.`);
  }
}

/**
 * The log went away after it was sent what the command records: that may or may not be there. The command may be sent
 * again, with its id: it has one effect.
 */
export class CommandOutcomeUnknownError extends Error {
  override readonly name = 'CommandOutcomeUnknownError';
  constructor(
    readonly stream: StreamName,
    override readonly cause: Error,
  ) {
    super(
      `Whether the command on ${stream} was recorded is not known. Send it again, with the same id. (${cause.message})`,
    );
  }
}

/**
 * Runs commands: check the input, load, check rights, prepare, decide, append with the expected revision, and decide
 * again when another command was faster. A command that the stream knows gives its first result again to whoever sent
 * it, whatever the sender may do by now.
 */
export class CommandRunner<Session extends CommandSession = CommandSession> {
  readonly #queue = new KeyedQueue();
  readonly #fingerprints: CommandFingerprints;

  constructor(private readonly options: CommandRunnerOptions<Session>) {
    this.#fingerprints = new CommandFingerprints(options);
  }

  /**
   * @throws TooManyConflictsError, and the faults of event store, read models and keys: nothing was recorded then
   * @throws CommandOutcomeUnknownError; a refusal by rule is a value of the outcome.
   */
  async run(definition: AggregateDefinition, request: CommandRequest): Promise<CommandOutcome> {
    const checked = checkInput(definition, request);
    if ('rejections' in checked) return { outcome: 'rejected', rejections: checked.rejections };
    // An id of another kind names another aggregate's stream, whose events must not be folded by this one.
    if (!isIdOf(definition, request.stream)) return rejected(notFound(definition));
    const fingerprint = this.#fingerprints.of(request);
    return this.#queue.run(request.stream, () => this.#attempt(definition, request, checked.input, fingerprint));
  }

  async #attempt(
    definition: AggregateDefinition,
    request: CommandRequest,
    input: CommandShape,
    fingerprint: string,
  ): Promise<CommandOutcome> {
    const attempts = this.options.attempts ?? 10;
    let loaded = await this.options.repository.load(definition, request.stream);
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const outcome = await this.#decideAndAppend(definition, request, input, fingerprint, loaded);
      if (outcome !== 'conflict') return outcome;
      loaded = await this.options.repository.readOn(definition, request.stream);
    }
    throw new TooManyConflictsError(request.stream);
  }

  async #decideAndAppend(
    definition: AggregateDefinition,
    request: CommandRequest,
    input: CommandShape,
    fingerprint: string,
    loaded: LoadedAggregate,
  ): Promise<CommandOutcome | 'conflict'> {
    const handled = loaded.handled.get(request.commandId);
    // Before the rights: the command may be the very one that took them from the caller.
    if (handled && (await this.#fingerprints.isOf(request, handled, fingerprint)))
      return this.#repeat(request, handled);
    const step = await this.#decide(definition, request, input, loaded);
    switch (step.kind) {
      case 'outcome':
        return step.outcome;
      case 'append':
        return this.#append(definition, request, fingerprint, loaded, step.events, step.context);
    }
  }

  /** The session ends here: nobody holds a snapshot of the read models while waiting for the log. */
  async #decide(
    definition: AggregateDefinition,
    request: CommandRequest,
    input: CommandShape,
    loaded: LoadedAggregate,
  ): Promise<Step> {
    using session = await this.options.openSession(request.caller);
    const refusal = refuseByRights(definition, session.ability, request.stream, input, loaded);
    if (refusal) return { kind: 'outcome', outcome: refusal };
    if (loaded.handled.has(request.commandId)) return { kind: 'outcome', outcome: rejected(KEY_REUSED) };
    const stale = refuseByRevision(definition, request, loaded);
    if (stale) return { kind: 'outcome', outcome: rejected(stale) };

    const now = instantOf(this.options.clock());
    const context = decisionContext(request, now);
    const prepared = await prepare(definition, input, { session, stream: request.stream, ...context });
    if (prepared.outcome === 'rejected') return { kind: 'outcome', outcome: rejected(prepared.rejection) };
    const command = { type: input.type, data: prepared.data };
    const decision = definition.decider.decide(command, loaded.state, context);
    if (decision.outcome === 'rejected') return { kind: 'outcome', outcome: rejected(decision.rejection) };
    if (decision.events.length === 0) return { kind: 'outcome', outcome: unchanged(request, loaded) };
    return { kind: 'append', events: decision.events, context };
  }

  async #append(
    definition: AggregateDefinition,
    request: CommandRequest,
    fingerprint: string,
    loaded: LoadedAggregate,
    events: readonly EventShape[],
    context: DecisionContext,
  ): Promise<CommandOutcome | 'conflict'> {
    const encoded = await this.#encode(definition, request, fingerprint, loaded, events, context);
    if ('outcome' in encoded) return encoded;
    try {
      const result = await this.options.store.append(request.stream, loaded.revision ?? 'none', encoded);
      const recorded = await recordedEvents(this.options.store, request.stream, encoded, result);
      this.options.repository.advance(definition, request.stream, recorded);
      return this.#accepted(request, recorded, result);
    } catch (error) {
      if (error instanceof WrongExpectedRevisionError) return 'conflict';
      if (error instanceof EventIdConflictError) return this.#keyTaken(definition, request, fingerprint);
      if (isOutcomeUnknown(error)) throw new CommandOutcomeUnknownError(request.stream, error);
      throw error;
    }
  }

  /** Personal fields are sealed here, with keys that are on disk by now. */
  async #encode(
    definition: AggregateDefinition,
    request: CommandRequest,
    fingerprint: string,
    loaded: LoadedAggregate,
    events: readonly EventShape[],
    context: DecisionContext,
  ): Promise<readonly EventToAppend[] | CommandOutcome> {
    const { codec } = this.options;
    const { stream, commandId } = request;
    const after = events.reduce((state, event) => definition.decider.evolve(state, event), loaded.state);
    const first = loaded.revision === undefined ? 0 : loaded.revision + 1;
    const personal = codec.personalValuesOf(definition.context, stream, events);
    try {
      if (personal.length > 0) await codec.prepare(personal);
      const recorded = this.#fingerprints.recorded(fingerprint, personal);
      const metadata = eventMetadata(definition, request, recorded, context, after);
      return events.map((event, index) => {
        const place = { id: eventId(commandId, index), stream, revision: (first + index) as Revision };
        const effective = effectiveOf(request, context, codec.effectiveDateOf(definition.context, event));
        return codec.encode(definition.context, event, place, { ...metadata, ...effective });
      });
    } catch (error) {
      if (error instanceof SubjectErasedError) return rejected(refuseByErasure(request, personal, error));
      throw error;
    }
  }

  /** The key is in the log: either another process carried out this very command meanwhile, or it was reused. */
  async #keyTaken(
    definition: AggregateDefinition,
    request: CommandRequest,
    fingerprint: string,
  ): Promise<CommandOutcome> {
    const { handled } = await this.options.repository.readOn(definition, request.stream);
    const first = handled.get(request.commandId);
    const isSame = first !== undefined && (await this.#fingerprints.isOf(request, first, fingerprint));
    return isSame ? this.#repeat(request, first) : rejected(KEY_REUSED);
  }

  async #repeat({ stream }: CommandRequest, handled: HandledCommand): Promise<CommandOutcome> {
    const { first, last: revision, position } = handled;
    const events = await recordedIn(this.options.store, stream, first, revision);
    return {
      outcome: 'accepted',
      stream,
      revision,
      position,
      events: events.map((event) => this.options.codec.decode(event)),
      repeated: true,
    };
  }

  #accepted(request: CommandRequest, recorded: readonly RecordedEvent[], result: AppendResult): CommandAccepted {
    return {
      outcome: 'accepted',
      stream: request.stream,
      revision: result.lastRevision,
      position: result.position,
      events: recorded.map((event) => this.options.codec.decode(event)),
      repeated: result.repeated,
    };
  }
}

/** Of a fault of appending, or of reading what was appended. */
function isOutcomeUnknown(error: unknown): error is Error {
  if (error instanceof EventLogUnavailableError) return error.mayBeRecorded;
  return LEAVES_UNKNOWN.some((kind) => error instanceof kind);
}

const LEAVES_UNKNOWN = [
  AppendOutcomeUnknownError,
  EventStoreDbUnavailableError,
  LogNotFollowedError,
  SealingSuspendedError,
  StoreClosedError,
];

/** What follows from a command at the state that was loaded. */
type Step =
  | { readonly kind: 'outcome'; readonly outcome: CommandOutcome }
  | { readonly kind: 'append'; readonly events: readonly EventShape[]; readonly context: DecisionContext };

async function prepare(
  definition: AggregateDefinition,
  input: CommandShape,
  preparation: Preparation<unknown>,
): Promise<Prepared<unknown>> {
  const prepares = definition.preparations as Record<
    string,
    ((input: unknown, preparation: unknown) => Promise<Prepared<unknown>> | Prepared<unknown>) | undefined
  >;
  const prepareInput = prepares[input.type];
  return prepareInput ? prepareInput(input.data, preparation) : { outcome: 'prepared', data: input.data };
}

function unchanged(request: CommandRequest, loaded: LoadedAggregate): CommandOutcome {
  const { revision, position } = loaded;
  if (revision === undefined || position === undefined) {
    throw new Error(`${request.type} accepted nothing on a stream that is not there.`);
  }
  return { outcome: 'accepted', stream: request.stream, revision, position, events: [], repeated: false };
}
