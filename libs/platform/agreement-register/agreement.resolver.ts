import { Inject } from '@nestjs/common';
import { Args, Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { maySit, type Participant, type Participation, type Signatory } from '#platform/agreements';
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
    return (await list(reads, objectionsOf, versionId)).filter(await isForCaller(reads));
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
    const given = (await list(reads, givenAgreementsOf, versionId)).filter(({ seat }) => seat === key);
    return given.filter(await isForCaller(reads));
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

/** Of another organisation, an organisation learns that its seat is taken, and neither who took it nor what it said. */
async function isForCaller(reads: RequestReads): Promise<(by: Pick<Signatory, 'partyKind' | 'partyId'>) => boolean> {
  const { party } = (await reads.session()).caller;
  if (party.kind !== 'ORGANISATION') return () => true;
  return ({ partyKind, partyId }) => partyKind !== 'ORGANISATION' || partyId === party.id;
}

async function list<Row>(
  reads: RequestReads,
  batch: Parameters<typeof reads.one<string, readonly Row[]>>[0],
  versionId: string,
): Promise<readonly Row[]> {
  return (await reads.one(batch, versionId)) ?? [];
}
