import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Engine } from '#platform/engine';
import { NodeRegistry, type RequestContext } from '#platform/graphql';
import type { Difference } from './differences.js';
import { HistoryReader, type HistoryEntry } from './history-reader.js';
import { titleOf } from './plain-words.js';

@Resolver('HistoryEvent')
export class HistoryEventResolver {
  readonly #reader: HistoryReader;
  readonly #meanings: ReadonlyMap<string, string>;

  constructor(
    engine: Engine,
    private readonly nodes: NodeRegistry,
  ) {
    this.#reader = new HistoryReader(engine, nodes);
    this.#meanings = new Map(
      this.#reader.aggregates.flatMap(({ context, events }) =>
        Object.entries(events.definitions).map(
          ([name, { description }]) => [`${context}.${name}`, description] as const,
        ),
      ),
    );
  }

  @ResolveField('id')
  id({ event }: HistoryEntry): string {
    return event.id;
  }

  @ResolveField('position')
  position({ event }: HistoryEntry): number {
    return event.position;
  }

  @ResolveField('objectId')
  objectId({ event }: HistoryEntry): string {
    return event.stream;
  }

  @ResolveField('revision')
  revision({ event }: HistoryEntry): number {
    return event.revision;
  }

  @ResolveField('object')
  object(@Parent() { event }: HistoryEntry, @Context() { reads }: RequestContext): unknown {
    const definition = this.nodes.find(event.stream);
    return definition ? reads.related(definition.batch, event.stream) : null;
  }

  @ResolveField('type')
  type({ storedType }: HistoryEntry): string {
    return storedType;
  }

  @ResolveField('title')
  title({ event }: HistoryEntry): string {
    return titleOf(event.type);
  }

  @ResolveField('meaning')
  meaning({ event }: HistoryEntry): string {
    return this.#meanings.get(`${event.context}.${event.type}`) ?? titleOf(event.type);
  }

  @ResolveField('recordedAt')
  recordedAt({ event }: HistoryEntry): string {
    return event.recordedAt;
  }

  @ResolveField('effectiveAt')
  effectiveAt({ event }: HistoryEntry): string | null {
    return event.metadata.effectiveAt ?? null;
  }

  @ResolveField('actor')
  actor(entry: HistoryEntry): HistoryEntry {
    return entry;
  }

  @ResolveField('organisationId')
  organisationId({ event }: HistoryEntry): string | null {
    return event.metadata.organisationId ?? null;
  }

  @ResolveField('partnershipId')
  partnershipId({ event }: HistoryEntry): string | null {
    return event.metadata.partnershipId ?? null;
  }

  @ResolveField('reason')
  reason({ reason }: HistoryEntry): string | null {
    return reason;
  }

  @ResolveField('differences')
  differences({ differences }: HistoryEntry): Promise<readonly Difference[]> {
    return differences();
  }

  @ResolveField('command')
  command({ event }: HistoryEntry): { readonly id: string; readonly type: string } {
    return { id: event.metadata.commandId, type: event.metadata.commandType };
  }

  @ResolveField('correlationId')
  correlationId({ event }: HistoryEntry): string {
    return event.metadata.correlationId;
  }

  @ResolveField('causationId')
  causationId({ event }: HistoryEntry): string | null {
    return event.metadata.causationId ?? null;
  }

  @ResolveField('cause')
  cause(@Parent() entry: HistoryEntry, @Context() context: RequestContext): Promise<HistoryEntry | null> {
    return this.#reader.causeOf(entry, context);
  }

  @ResolveField('caused')
  caused(@Parent() entry: HistoryEntry, @Context() context: RequestContext): Promise<readonly HistoryEntry[]> {
    return this.#reader.causedBy(entry, context);
  }
}

@Resolver('HistoryActor')
export class HistoryActorResolver {
  constructor(private readonly nodes: NodeRegistry) {}

  @ResolveField('partyKind')
  partyKind({ event }: HistoryEntry): string {
    return event.metadata.actor.party.kind;
  }

  @ResolveField('partyId')
  partyId({ event }: HistoryEntry): string {
    return event.metadata.actor.party.id;
  }

  @ResolveField('subject')
  subject({ event, content }: HistoryEntry): string | null {
    return content === 'SHOWN' ? event.metadata.actor.subject : null;
  }

  @ResolveField('officerId')
  officerId({ event }: HistoryEntry): string | null {
    return event.metadata.actor.officerId ?? null;
  }

  @ResolveField('officer')
  officer(@Parent() { event }: HistoryEntry, @Context() { reads }: RequestContext): unknown {
    const { officerId } = event.metadata.actor;
    const definition = officerId === undefined ? undefined : this.nodes.find(officerId);
    return definition ? reads.related(definition.batch, officerId) : null;
  }

  @ResolveField('roles')
  roles({ event }: HistoryEntry): readonly string[] {
    return event.metadata.actor.roles;
  }

  @ResolveField('clientSystem')
  clientSystem({ event }: HistoryEntry): string {
    return event.metadata.actor.client;
  }
}
