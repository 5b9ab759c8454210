import { createHmac, type KeyObject } from 'node:crypto';
import canonicalize from 'canonicalize';
import { permits, type Ability, type Caller } from '#platform/access';
import {
  EventIdConflictError,
  WrongExpectedRevisionError,
  type AppendResult,
  type EventId,
  type EventStore,
  type EventToAppend,
  type RecordedEvent,
  type Revision,
  type StreamName,
} from '#platform/event-store';
import { deriveUuid } from '#platform/values';
import { instantOf, londonDate, parseInstant, type Instant } from '#platform/working-days';
import type { AggregateDefinition, Preparation, Prepared } from './aggregate.js';
import type { AggregateRepository, HandledCommand, LoadedAggregate } from './aggregate-repository.js';
import type { CommandAccepted, CommandOutcome } from './command-outcome.js';
import type { Actor, CommandShape, DecisionContext, EventShape, Rejection } from './decider.js';
import type { EventCodec } from './event-codec.js';
import { KeyedQueue } from './keyed-queue.js';
import type { EventMetadata, StoredEvent } from './stored-event.js';

/** A command as a resolver, an import or a durable process sends it. */
export interface CommandRequest {
  readonly stream: StreamName;
  readonly type: string;
  /** Unchecked input. */
  readonly input: unknown;
  /** The idempotency key: a UUID. */
  readonly commandId: string;
  readonly caller: Caller;
  /** Refuse when the object is at another revision. */
  readonly expectedRevision?: number;
  readonly effectiveAt?: string;
  readonly correlationId: string;
  readonly causationId?: string;
}

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
 * Runs commands: check the input, load, check rights, prepare, decide, append with the expected revision, and decide
 * again when another command was faster. A command id that the stream knows gives its first result again.
 */
export class CommandRunner<Session extends CommandSession = CommandSession> {
  readonly #queue = new KeyedQueue();

  constructor(private readonly options: CommandRunnerOptions<Session>) {}

  /**
   * @throws TooManyConflictsError, and the event store's faults; a refusal by rule is a value of the outcome.
   */
  async run(definition: AggregateDefinition, request: CommandRequest): Promise<CommandOutcome> {
    const checked = checkInput(definition, request);
    if ('rejections' in checked) return { outcome: 'rejected', rejections: checked.rejections };
    const fingerprint = this.#fingerprint(request);
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
    using session = await this.options.openSession(request.caller);
    const refusal = refuseByRights(definition, session.ability, request.stream, input, loaded);
    if (refusal) return refusal;
    const handled = loaded.handled.get(request.commandId);
    if (handled) return this.#repeat(request, fingerprint, handled);
    const stale = refuseByRevision(definition, request, loaded);
    if (stale) return rejected(stale);

    const now = instantOf(this.options.clock());
    const context = decisionContext(request, now);
    const prepared = await prepare(definition, input, { session, stream: request.stream, ...context });
    if (prepared.outcome === 'rejected') return rejected(prepared.rejection);
    const command = { type: input.type, data: prepared.data };
    const decision = definition.decider.decide(command, loaded.state, context);
    if (decision.outcome === 'rejected') return rejected(decision.rejection);
    if (decision.events.length === 0) return unchanged(request, loaded);
    return this.#append(definition, request, fingerprint, loaded, decision.events, context);
  }

  async #append(
    definition: AggregateDefinition,
    request: CommandRequest,
    fingerprint: string,
    loaded: LoadedAggregate,
    events: readonly EventShape[],
    context: DecisionContext,
  ): Promise<CommandOutcome | 'conflict'> {
    const after = events.reduce((state, event) => definition.decider.evolve(state, event), loaded.state);
    const metadata = eventMetadata(definition, request, fingerprint, context, after);
    const encoded = events.map((event, index) =>
      this.options.codec.encode(definition.context, event, eventId(request.commandId, index), metadata),
    );
    try {
      const result = await this.options.store.append(request.stream, loaded.revision ?? 'none', encoded);
      const recorded = recordedEvents(request.stream, encoded, result);
      this.options.repository.advance(definition, request.stream, recorded);
      return this.#accepted(request, recorded, result);
    } catch (error) {
      if (error instanceof WrongExpectedRevisionError) return 'conflict';
      if (error instanceof EventIdConflictError) return rejected(KEY_REUSED);
      throw error;
    }
  }

  async #repeat(request: CommandRequest, fingerprint: string, handled: HandledCommand): Promise<CommandOutcome> {
    if (handled.fingerprint !== fingerprint) return rejected(KEY_REUSED);
    const events: StoredEvent[] = [];
    const range = { from: handled.first, to: handled.last };
    for await (const event of this.options.store.readStream(request.stream, range)) {
      events.push(this.options.codec.decode(event));
    }
    const { stream } = request;
    const { last: revision, position } = handled;
    return { outcome: 'accepted', stream, revision, position, events, repeated: true };
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

  #fingerprint(request: CommandRequest): string {
    const { stream, type, input, effectiveAt, expectedRevision, caller } = request;
    const content = {
      stream,
      type,
      input,
      effectiveAt,
      expectedRevision,
      subject: caller.subject,
      party: caller.party,
    };
    return createHmac('sha256', this.options.fingerprintKey).update(canonicalText(content)).digest('base64url');
  }
}

const KEY_REUSED: Rejection<'IDEMPOTENCY_KEY_REUSED'> = {
  code: 'IDEMPOTENCY_KEY_REUSED',
  message: 'This idempotency key was used for another command. Send each new command with a new key.',
  field: ['idempotencyKey'],
};

function checkInput(
  definition: AggregateDefinition,
  request: CommandRequest,
): { input: CommandShape } | { rejections: readonly Rejection[] } {
  const schema = definition.commands[request.type];
  if (!schema) throw new Error(`${definition.subject} has no command ${request.type}.`);
  const parsed = schema.safeParse(request.input);
  if (parsed.success) return { input: { type: request.type, data: parsed.data } };
  const rejections = parsed.error.issues.slice(0, 50).map(({ path, message }) => ({
    code: 'INVALID_INPUT' as const,
    message: `${path.map(String).join('.') || 'The input'}: ${message}.`,
    field: path.map(String),
  }));
  return { rejections };
}

/**
 * What the caller may not see is answered like what is not there. Rights come before the answer of a repeated
 * command, so that a foreign key tells nothing.
 */
function refuseByRights(
  definition: AggregateDefinition,
  ability: Ability,
  stream: StreamName,
  input: CommandShape,
  loaded: LoadedAggregate,
): CommandOutcome | undefined {
  const exists = loaded.revision !== undefined;
  const creation = definition.creations.includes(input.type);
  const attributes = definition.attributes(stream, loaded.state, input);
  if (!creation && !(exists && permits(ability, 'read', definition.subject, attributes))) {
    return rejected(notFound(definition));
  }
  if (permits(ability, input.type, definition.subject, attributes)) return undefined;
  return { outcome: 'forbidden', action: input.type, subject: definition.subject };
}

function notFound(definition: AggregateDefinition): Rejection<'NOT_FOUND'> {
  return {
    code: 'NOT_FOUND',
    message: `There is no ${definition.name.replaceAll('-', ' ')} with this id.`,
    field: [`${definition.name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Id`],
  };
}

function refuseByRevision(
  definition: AggregateDefinition,
  request: CommandRequest,
  loaded: LoadedAggregate,
): Rejection | undefined {
  if (request.expectedRevision === undefined || request.expectedRevision === loaded.revision) return undefined;
  const actual = loaded.revision ?? 'none';
  return {
    code: 'STALE_REVISION',
    message:
      `The ${definition.name.replaceAll('-', ' ')} is at revision ${actual}, not ${request.expectedRevision}. ` +
      'Read it again and decide on what it says now.',
    field: ['expectedRevision'],
  };
}

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

function decisionContext(request: CommandRequest, now: Instant): DecisionContext {
  const effectiveAt = request.effectiveAt === undefined ? now : parseInstant(request.effectiveAt);
  return { now, today: londonDate(now), effectiveAt, actor: actorOf(request.caller) };
}

function actorOf(caller: Caller): Actor {
  const { party, subject, roles, officerId, client } = caller;
  const actor = { party: { kind: party.kind, id: party.id }, subject, roles: [...roles].sort(), client };
  return officerId === undefined ? actor : { ...actor, officerId };
}

function eventMetadata(
  definition: AggregateDefinition,
  request: CommandRequest,
  fingerprint: string,
  context: DecisionContext,
  state: unknown,
): EventMetadata {
  return {
    actor: context.actor,
    commandId: request.commandId,
    commandType: request.type,
    fingerprint,
    correlationId: request.correlationId,
    ...(request.causationId === undefined ? {} : { causationId: request.causationId }),
    ...(request.effectiveAt === undefined ? {} : { effectiveAt: request.effectiveAt }),
    ...definition.references(request.stream, state),
  };
}

function eventId(commandId: string, index: number): EventId {
  return deriveUuid('event', commandId, String(index)) as EventId;
}

function recordedEvents(stream: StreamName, encoded: readonly EventToAppend[], result: AppendResult): RecordedEvent[] {
  return encoded.map((event, index) => ({
    ...event,
    stream,
    revision: (result.firstRevision + index) as Revision,
    position: (result.position - (encoded.length - 1 - index)) as RecordedEvent['position'],
    recordedAt: result.recordedAt,
  }));
}

function unchanged(request: CommandRequest, loaded: LoadedAggregate): CommandOutcome {
  if (loaded.revision === undefined) throw new Error(`${request.type} accepted nothing on a stream that is not there.`);
  const { stream } = request;
  return { outcome: 'accepted', stream, revision: loaded.revision, position: undefined, events: [], repeated: false };
}

function rejected(rejection: Rejection): CommandOutcome {
  return { outcome: 'rejected', rejections: [rejection] };
}

function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('The input of a command must be JSON.');
  return text;
}
