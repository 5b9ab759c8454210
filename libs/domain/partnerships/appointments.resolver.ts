import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '#platform/graphql';
import { parseJson } from '#platform/projections';
import { authorityById, officerById } from '#domain/regulators';
import {
  absencesOf,
  appointmentsOf,
  handoversOf,
  type AbsenceRow,
  type AppointmentRow,
  type HandoverRow,
} from './appointments.queries.js';
import { continuityOf, type Continuity } from './continuity.js';
import type { PartnershipRow } from './partnership.queries.js';
import type { AppointmentRole } from './partnership.vocabulary.js';

interface AppointmentsArguments {
  readonly role?: AppointmentRole | null;
  readonly region?: string | null;
  readonly includeFormer?: boolean | null;
}

@Resolver('Partnership')
export class AppointmentsOfPartnershipResolver {
  @ResolveField('appointments')
  async appointments(
    @Parent() partnership: PartnershipRow,
    @Args() { role, region, includeFormer }: AppointmentsArguments,
    @Context() { reads }: RequestContext,
  ): Promise<readonly AppointmentRow[]> {
    const all = (await reads.one(appointmentsOf, partnership.id)) ?? [];
    return all.filter(
      (each) =>
        (!role || each.role === role) &&
        (!region || each.region?.toLowerCase() === region.toLowerCase()) &&
        (includeFormer === true || each.validUntil === null),
    );
  }

  @ResolveField('accountManager')
  accountManager(@Parent() { id }: PartnershipRow, @Context() { reads }: RequestContext) {
    return holder(reads, id, 'ACCOUNT_MANAGER');
  }

  @ResolveField('shadowAccountManager')
  shadowAccountManager(@Parent() { id }: PartnershipRow, @Context() { reads }: RequestContext) {
    return holder(reads, id, 'SHADOW_ACCOUNT_MANAGER');
  }

  @ResolveField('absences')
  async absences({ id }: PartnershipRow, _args: unknown, { reads }: RequestContext): Promise<readonly AbsenceRow[]> {
    return (await reads.one(absencesOf, id)) ?? [];
  }

  @ResolveField('continuity')
  async continuity(
    @Parent() { id, startedOn, endedOn, bothEnforce }: PartnershipRow,
    @Args('role') role: AppointmentRole,
    @Context() { reads }: RequestContext,
  ): Promise<Continuity> {
    const all = (await reads.one(appointmentsOf, id)) ?? [];
    const tenures = all.filter((each) => each.role === role);
    const handovers = (await reads.one(handoversOf, id)) ?? [];
    const ofRole = handovers.filter(({ appointment }) => tenures.some(({ number }) => number === appointment));
    const { today } = await reads.session();
    return continuityOf({
      tenures,
      startedOn,
      endedOn,
      today,
      postNeeded: role === 'ACCOUNT_MANAGER' || (role === 'SHADOW_ACCOUNT_MANAGER' && bothEnforce === 1),
      handoverItems: {
        done: ofRole.reduce((sum, { itemsDone }) => sum + itemsDone, 0),
        inAll: ofRole.reduce((sum, { itemsInAll }) => sum + itemsInAll, 0),
      },
    });
  }
}

async function holder(reads: RequestContext['reads'], id: string, role: AppointmentRole) {
  const all = (await reads.one(appointmentsOf, id)) ?? [];
  return all.find((each) => each.role === role && each.validUntil === null) ?? null;
}

@Resolver('Appointment')
export class AppointmentResolver {
  @ResolveField('officer')
  officer({ officerId }: AppointmentRow, _args: unknown, { reads }: RequestContext) {
    return reads.one(officerById, officerId);
  }

  @ResolveField('authority')
  authority({ authorityId }: AppointmentRow, _args: unknown, { reads }: RequestContext) {
    return reads.one(authorityById, authorityId);
  }

  @ResolveField('handover')
  async handover(
    @Parent() { partnershipId, number }: AppointmentRow,
    @Context() { reads }: RequestContext,
  ): Promise<HandoverRow | null> {
    const all = (await reads.one(handoversOf, partnershipId)) ?? [];
    return all.find(({ appointment }) => appointment === number) ?? null;
  }
}

@Resolver('Handover')
export class HandoverResolver {
  @ResolveField('items')
  items({ items }: HandoverRow) {
    return parseJson(items);
  }

  @ResolveField('openMatters')
  openMatters({ openMatters }: HandoverRow) {
    return parseJson(openMatters);
  }

  @ResolveField('completeness')
  completeness({ itemsDone, itemsInAll }: HandoverRow): number {
    return itemsDone / itemsInAll;
  }
}
