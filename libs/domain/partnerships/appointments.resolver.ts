import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import { parseJson } from '#platform/projections';
import { authorityById, officerById } from '#domain/regulators';
import { postOf } from './appointment.rules.js';
import {
  absencesIn,
  allAppointmentsOf,
  appointmentsOf,
  handoversOf,
  holdersOf,
  type AbsenceRow,
  type AppointmentRow,
  type HandoverRow,
} from './appointments.queries.js';
import { continuityOf, type Continuity } from './continuity.js';
import type { PartnershipRow } from './partnership.queries.js';
import type { AppointmentRole } from './partnership.vocabulary.js';

interface AppointmentsArguments extends ConnectionArguments {
  readonly role?: AppointmentRole | null;
  readonly region?: string | null;
  readonly includeFormer?: boolean | null;
}

interface ContinuityArguments {
  readonly role: AppointmentRole;
  readonly region?: string | null;
  readonly authorityId?: string | null;
}

@Resolver('Partnership')
export class AppointmentsOfPartnershipResolver {
  @ResolveField('appointments')
  appointments(
    @Parent() { id }: PartnershipRow,
    @Args() { role, region, includeFormer, ...page }: AppointmentsArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<AppointmentRow>> {
    return reads.page(appointmentsOf, id, page, { role, region, includeFormer: includeFormer === true });
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
  absences(
    @Parent() { id }: PartnershipRow,
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<AbsenceRow>> {
    return reads.page(absencesIn, id, page, undefined);
  }

  @ResolveField('continuity')
  async continuity(
    @Parent() { id, startedOn, endedOn, bothEnforce }: PartnershipRow,
    @Args() { role, region, authorityId }: ContinuityArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Continuity> {
    const all = (await reads.one(allAppointmentsOf, id)) ?? [];
    const tenures = all.filter(
      (each) =>
        each.role === role &&
        (!region || each.region?.toLowerCase() === region.toLowerCase()) &&
        (!authorityId || each.authorityId === authorityId),
    );
    const handovers = (await reads.one(handoversOf, id)) ?? [];
    const ofRole = handovers.filter(({ appointment }) => tenures.some(({ number }) => number === appointment));
    const { today } = await reads.session();
    return continuityOf({
      posts: [...Map.groupBy(tenures, postHeld).values()],
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

function postHeld({ role, authorityId, region }: AppointmentRow): string {
  return postOf({ role, authorityId, region });
}

async function holder(reads: RequestContext['reads'], id: string, role: AppointmentRole) {
  const holders = (await reads.one(holdersOf, id)) ?? [];
  return holders.find((each) => each.role === role) ?? null;
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
