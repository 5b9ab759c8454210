import { Inject } from '@nestjs/common';
import { Args, Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { maySit, type Participant, type Participation, type SeatHolder, type Signatory } from '#platform/agreements';
import {
  NodeRegistry,
  type Connection,
  type ConnectionArguments,
  type RequestContext,
  type RequestReads,
} from '#platform/graphql';
import { parseJson } from '#platform/projections';
import type { Session } from '#platform/sessions';
import {
  agreementByVersion,
  givenAgreementsOf,
  listAwaited,
  objectionsOf,
  seatsOf,
  type AgreementObjectionRow,
  type AgreementRow,
  type AgreementSeatRow,
  type AwaitedAgreementRow,
  type GivenAgreementRow,
} from './agreement.queries.js';

/** On whose behalf a caller can agree, as the contexts know it. */
export type ParticipationOf = (session: Session) => Participation;
export const PARTICIPATION_OF = Symbol('ParticipationOf');

function participantOf(session: Session, participationOf: ParticipationOf): Participant {
  const { party, roles } = session.caller;
  return { ...participationOf(session), partyKind: party.kind, roles: [...roles] };
}

@Resolver('Agreement')
export class AgreementResolver {
  constructor(@Inject(PARTICIPATION_OF) private readonly participationOf: ParticipationOf) {}

  @Query('myAgreements')
  async myAgreements(
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<AwaitedAgreementRow>> {
    const session = await reads.session();
    return listAwaited(session, participantOf(session, this.participationOf), page);
  }

  @ResolveField('quorum')
  quorum(agreement: AgreementRow): AgreementRow {
    return agreement;
  }

  @ResolveField('objections')
  async objections({ versionId }: AgreementRow, _args: unknown, { reads }: RequestContext) {
    const objections = await list(reads, objectionsOf, versionId);
    const hidden = await hiddenSeats(reads, versionId);
    return objections.filter(({ seat }) => !hidden.has(seat));
  }
}

@Resolver('Quorum')
export class QuorumResolver {
  @ResolveField('reached')
  reached({ status }: AgreementRow): boolean {
    return status === 'REACHED';
  }

  @ResolveField('seats')
  seats({ versionId }: AgreementRow, _args: unknown, { reads }: RequestContext) {
    return list(reads, seatsOf, versionId);
  }

  @ResolveField('missing')
  async missing({ versionId }: AgreementRow, _args: unknown, { reads }: RequestContext) {
    return (await list(reads, seatsOf, versionId)).filter(({ missing }) => missing > 0);
  }
}

@Resolver('QuorumSeat')
export class QuorumSeatResolver {
  constructor(@Inject(PARTICIPATION_OF) private readonly participationOf: ParticipationOf) {}

  @ResolveField('authorMayAgree')
  authorMayAgree({ authorMayAgree }: AgreementSeatRow): boolean {
    return authorMayAgree === 1;
  }

  @ResolveField('isYours')
  async isYours({ key, label, persons, holders }: AgreementSeatRow, _args: unknown, { reads }: RequestContext) {
    const participant = participantOf(await reads.session(), this.participationOf);
    return maySit({ key, label, persons, authorMayAgree: false, holders: [...parseJson(holders)] }, participant);
  }

  @ResolveField('agreements')
  async agreements({ versionId, key }: AgreementSeatRow, _args: unknown, { reads }: RequestContext) {
    if ((await hiddenSeats(reads, versionId)).has(key)) return [];
    return (await list(reads, givenAgreementsOf, versionId)).filter(({ seat }) => seat === key);
  }
}

/** What a signatory is read from: the row of an agreement or of an objection. */
type SignatoryColumns = Pick<Signatory, 'partyKind' | 'partyId' | 'subject'> & { readonly officerId: string | null };

@Resolver('GivenAgreement')
export class GivenAgreementResolver {
  @ResolveField('by')
  by(given: GivenAgreementRow): SignatoryColumns {
    return given;
  }

  @ResolveField('counts')
  counts({ counts }: GivenAgreementRow): boolean {
    return counts === 1;
  }
}

@Resolver('AgreementObjection')
export class AgreementObjectionResolver {
  @ResolveField('by')
  by(objection: AgreementObjectionRow): SignatoryColumns {
    return objection;
  }
}

@Resolver('Signatory')
export class SignatoryResolver {
  constructor(private readonly nodes: NodeRegistry) {}

  @ResolveField('party')
  party({ partyId }: SignatoryColumns, _args: unknown, { reads }: RequestContext) {
    return node(this.nodes, reads, partyId);
  }

  @ResolveField('officer')
  officer({ officerId }: SignatoryColumns, _args: unknown, { reads }: RequestContext) {
    return officerId === null ? null : node(this.nodes, reads, officerId);
  }
}

@Resolver('AwaitedAgreement')
export class AwaitedAgreementResolver {
  constructor(private readonly nodes: NodeRegistry) {}

  @ResolveField('agreement')
  agreement({ versionId }: AwaitedAgreementRow, _args: unknown, { reads }: RequestContext) {
    return reads.one(agreementByVersion, versionId);
  }

  @ResolveField('object')
  object({ versionId }: AwaitedAgreementRow, _args: unknown, { reads }: RequestContext) {
    return node(this.nodes, reads, versionId.slice(0, versionId.indexOf('@')));
  }

  @ResolveField('seat')
  async seat({ versionId, seat }: AwaitedAgreementRow, _args: unknown, { reads }: RequestContext) {
    return (await list(reads, seatsOf, versionId)).find(({ key }) => key === seat) ?? null;
  }
}

/** An object of any kind, as far as the caller may know of it. */
async function node(nodes: NodeRegistry, reads: RequestReads, id: string): Promise<object | null> {
  const definition = nodes.find(id);
  return definition ? reads.one(definition.batch, id) : null;
}

/**
 * The seats that speak for another organisation, or manage its account: of these an organisation learns that they are
 * taken, and neither who took them nor what they said.
 */
async function hiddenSeats(reads: RequestReads, versionId: string): Promise<ReadonlySet<string>> {
  const { party } = (await reads.session()).caller;
  if (party.kind !== 'ORGANISATION') return new Set();
  const seats = await list(reads, seatsOf, versionId);
  const others = seats.filter(({ holders }) => parseJson(holders).some((holder) => isOfAnother(holder, party.id)));
  return new Set(others.map(({ key }) => key));
}

function isOfAnother(holder: SeatHolder, organisationId: string): boolean {
  if (holder.kind === 'POST') return holder.organisationId !== organisationId;
  return holder.partyKind === 'ORGANISATION' && holder.partyId !== undefined && holder.partyId !== organisationId;
}

async function list<Row>(
  reads: RequestReads,
  batch: Parameters<typeof reads.one<string, readonly Row[]>>[0],
  versionId: string,
): Promise<readonly Row[]> {
  return (await reads.one(batch, versionId)) ?? [];
}
