import { print, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { createHash } from 'node:crypto';
import { ROLES, systemCaller, type Caller } from '#platform/access';
import type { Engine } from '#platform/engine';
import { fragmentsOf, readVariables, type PastReads, type RequestContext, type Variables } from '#platform/graphql';
import type { Position, RecordedEvent } from '#platform/event-store';
import type { Session } from '#platform/sessions';
import { parseInstant } from '#platform/working-days';
import type { AskedPast, AskedViewer } from './asked-moment.js';
import type { EventFinder } from './event-finder.js';
import { IndexedFinder } from './indexed-finder.js';
import { WholeLogFinder } from './whole-log-finder.js';
import { eventIndex } from '#platform/history';
import { momentOfRights, type AskedMoment, type Moment } from './moment.js';
import { scopeOf } from './organisations-of.js';
import type { Scope } from './past-events.js';
import { PastSessions, type AsAtLimits, type PastSource } from './past-sessions.js';
import { idsThatBound } from './scope-of-operation.js';
import { viewerOf, type LastActing, type PartyRegister } from './viewer.js';

export interface AsAtSettings {
  readonly limits: AsAtLimits;
  readonly register: PartyRegister;
}

/** An operation that is about to be executed. */
export interface AskedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

/** Reads as at a moment, with the moment itself. */
export interface ReadsAtMoment extends PastReads {
  readonly moment: Moment;
}

/** What is judged anew on the record as it was. */
export interface JudgedAnew {
  /** The same for all that reads the same tables. */
  readonly kind: string;
  /** The objects whose organisations it stays within. */
  readonly ids: readonly string[];
  /** Aborted when nobody waits any more. */
  readonly gone: AbortSignal;
}

/** Who reads the register for questions about what others saw. */
const REGISTER_READER = systemCaller('as-at');

const KNOWN = new WeakMap<Engine, AsAt>();
const KINDS = new WeakMap<OperationDefinitionNode, string>();

/** Questions as at earlier moments, on one engine. */
export class AsAt {
  readonly sessions: PastSessions;
  readonly #finder: EventFinder;

  constructor(
    private readonly engine: Engine,
    private readonly settings: AsAtSettings,
  ) {
    const { store, codec, contexts, clock } = engine;
    this.#finder = finderOn(engine);
    this.sessions = new PastSessions({ store, codec, contexts, clock, events: this.#finder, limits: settings.limits });
    engine.erasing.onErased(() => this.sessions.clear());
    KNOWN.set(engine, this);
  }

  /** The one that serves an engine. */
  static of(engine: Engine): AsAt {
    const known = KNOWN.get(engine);
    if (!known) throw new Error('The context as-at is not among those of the engine.');
    return known;
  }

  /**
   * Where an operation reads that asks about the past.
   * @throws AsAtError, and refusals of `viewerOf`
   */
  async reads(
    asked: AskedPast,
    of: AskedOperation,
    context: RequestContext,
    gone: AbortSignal,
  ): Promise<ReadsAtMoment> {
    const moment = await this.sessions.findMoment(asked.moment);
    // The read models must have got so far: the index of events is among them.
    await this.engine.projections.waitFor(moment.position, this.settings.limits.withinMs);
    const viewer = asked.viewer && (await this.#viewer(asked.viewer, context.caller, moment, gone));
    return this.#readsOf(moment, viewer ?? context.caller, of, gone);
  }

  /**
   * The same for one of several moments that a query compares.
   * @throws AsAtError
   */
  readsAt(asked: AskedMoment, of: AskedOperation, context: RequestContext, gone: AbortSignal): Promise<ReadsAtMoment> {
    return this.reads({ moment: { ...asked, isNow: true }, viewer: undefined }, of, context, gone);
  }

  /**
   * The record just before an event, as a caller had it with the rights of then: what was decided on it can be judged
   * anew.
   * @throws AsAtError
   */
  async sessionBefore(
    { position: decidedAt, recordedAt }: Pick<RecordedEvent, 'position' | 'recordedAt'>,
    caller: Caller,
    { kind, ids, gone }: JudgedAnew,
  ): Promise<Session> {
    const position = (decidedAt - 1) as Position;
    await this.engine.projections.waitFor(position, this.settings.limits.withinMs);
    const now = parseInstant(recordedAt);
    const scope = await scopeOf(this.engine.store, this.engine.codec, ids, position);
    const moment: Moment = { position, recorded: now, now, rightsAt: now, effectiveBy: undefined };
    return this.sessions.at(moment, { kind, gone, scope }).open(caller);
  }

  async #readsOf(moment: Moment, caller: Caller, of: AskedOperation, gone: AbortSignal): Promise<ReadsAtMoment> {
    const source = this.sessions.at(moment, { kind: kindOf(of.operation), gone, scope: await this.#scope(moment, of) });
    return {
      moment,
      open: () => source.open(caller),
      describe: () => description(source, caller),
    };
  }

  async #scope({ position }: Moment, { schema, document, operation, variables }: AskedOperation): Promise<Scope> {
    const coerced = readVariables(schema, operation, variables);
    const ids = idsThatBound(schema, operation, fragmentsOf(document), coerced);
    return ids ? scopeOf(this.engine.store, this.engine.codec, ids, position) : 'all';
  }

  #viewer(asked: AskedViewer, asker: Caller, moment: Moment, gone: AbortSignal): Promise<Caller> {
    const openRegister = (): Promise<Session> => {
      const none: Scope = { organisations: idsOfOrganisations(asked) };
      return this.sessions
        .at(momentOfRights(moment), { kind: 'register of parties', gone, scope: none })
        .open(REGISTER_READER);
    };
    return viewerOf(asked, asker, {
      register: this.settings.register,
      openRegister,
      lastActing: (officer) => this.#lastActing(officer, moment),
    });
  }

  async #lastActing(officerId: string, { position }: Moment): Promise<LastActing | undefined> {
    const event = await this.#finder.lastOfOfficer(officerId, position);
    if (!event) return undefined;
    const { party, roles, subject, client } = this.engine.codec.headOf(event).metadata.actor;
    return { party, roles: new Set(ROLES.filter((role) => roles.includes(role))), subject, client };
  }
}

/** What finds events by the index, or goes through the whole log where the engine has none. */
function finderOn(engine: Engine): EventFinder {
  const isIndexed = engine.contexts.some(({ projections }) => projections.includes(eventIndex));
  return isIndexed ? new IndexedFinder(engine) : new WholeLogFinder(engine);
}

/** Authorities and officers belong to no organisation: of organisations, only the one asked about is looked up. */
function idsOfOrganisations({ party }: AskedViewer): readonly string[] {
  return party?.startsWith('organisation-') ? [party] : [];
}

/** Operations of the same text ask for the same tables. */
function kindOf(operation: OperationDefinitionNode): string {
  const known = KINDS.get(operation);
  if (known !== undefined) return known;
  const kind = createHash('sha256').update(print(operation)).digest('base64url');
  KINDS.set(operation, kind);
  return kind;
}

function description(source: PastSource, { party, officerId }: Caller): Readonly<Record<string, unknown>> {
  const { moment, scope, replayed, leftOut } = source.report();
  const { position, recorded, now, effectiveBy } = moment;
  return {
    position: String(position),
    recorded,
    effective: now,
    onlyEffectiveBy: effectiveBy ?? null,
    seenBy: { party: party.id, officer: officerId ?? null },
    organisations: scope === 'all' ? null : scope.organisations,
    replayedEvents: replayed,
    leftOutEvents: leftOut,
  };
}
