import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { maySit } from '#platform/agreements';
import type { Connection, ConnectionArguments, RequestContext, RequestReads } from '#platform/graphql';
import { parseJson } from '#platform/projections';
import { organisationById } from '#domain/organisations';
import { CURRENT_PRINCIPLES, participationOf, partnershipById } from '#domain/partnerships';
import { tellChanges, type ToldChange } from './plan-changes.telling.js';
import { countingReadingsOf, milestoneReportsOf } from './plan-progress.queries.js';
import { changesBetween } from './plan.changes.js';
import type { PlanContent } from './plan.content.js';
import { differences } from './plan.difference.js';
import { quorumCaseOf } from './plan.preparations.js';
import { progressOf, type PriorityProgress } from './plan.progress.js';
import {
  changesOfVersions,
  draftOf,
  draftPartsOf,
  listPlans,
  planById,
  planVersionByKey,
  versionInForceOf,
  versionKey,
  versionsOf,
  type PlanFilter,
  type PlanRow,
  type PlanVersionRow,
} from './plan.queries.js';
import { planQuorum } from './plan.quorum.js';

@Resolver('Plan')
export class PlanResolver {
  @Query('plan')
  plan(@Args('id') id: string, @Context() { reads }: RequestContext): Promise<PlanRow | null> {
    return reads.one(planById, id);
  }

  @Query('plans')
  async plans(
    @Args() { filter, ...page }: ConnectionArguments & { readonly filter?: PlanFilter | null },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<PlanRow>> {
    return listPlans(await reads.session(), page, filter ?? {});
  }

  @ResolveField('partnership')
  partnership({ partnershipId }: PlanRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(partnershipById, partnershipId);
  }

  @ResolveField('organisation')
  organisation({ organisationId }: PlanRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(organisationById, organisationId);
  }

  @ResolveField('draft')
  draft(plan: PlanRow, _args: unknown, { reads }: RequestContext): Promise<PlanContent> {
    return readDraft(reads, plan);
  }

  @ResolveField('unaddressedPrinciples')
  async unaddressedPrinciples(plan: PlanRow, _args: unknown, { reads }: RequestContext) {
    const { principles } = await readDraft(reads, plan);
    const { version } = CURRENT_PRINCIPLES;
    return CURRENT_PRINCIPLES.principles.filter(
      ({ key }) => !principles.some((each) => each.key === key && each.version === version),
    );
  }

  @ResolveField('draftChanges')
  async draftChanges(plan: PlanRow, _args: unknown, { reads }: RequestContext): Promise<readonly ToldChange[]> {
    const base = await readVersion(reads, plan, plan.agreedVersion);
    if (!base) return [];
    const [before, after] = [parseJson(base.content), await readDraft(reads, plan)];
    return tellChanges(await reads.session(), differences(before, after), [before, after]);
  }

  @ResolveField('quorumPreview')
  async quorumPreview({ partnershipId }: PlanRow, _args: unknown, { reads }: RequestContext) {
    const partnership = await reads.one(partnershipById, partnershipId);
    if (!partnership) return null;
    const session = await reads.session();
    const { party, roles } = session.caller;
    const participant = { ...participationOf(session), partyKind: party.kind, roles: [...roles] };
    const { rule, seats } = planQuorum(quorumCaseOf(partnership));
    return { rule, seats: seats.map((seat) => ({ ...seat, isYours: maySit(seat, participant) })) };
  }

  @ResolveField('proposed')
  proposed(plan: PlanRow, _args: unknown, { reads }: RequestContext): Promise<PlanVersionRow | null> {
    return readVersion(reads, plan, plan.proposedVersion);
  }

  @ResolveField('agreed')
  agreed(plan: PlanRow, _args: unknown, { reads }: RequestContext): Promise<PlanVersionRow | null> {
    return readVersion(reads, plan, plan.agreedVersion);
  }

  @ResolveField('published')
  published(plan: PlanRow, _args: unknown, { reads }: RequestContext): Promise<PlanVersionRow | null> {
    return readInForce(reads, plan);
  }

  @ResolveField('version')
  version(
    @Parent() plan: PlanRow,
    @Args('number') number: number,
    @Context() { reads }: RequestContext,
  ): Promise<PlanVersionRow | null> {
    return readVersion(reads, plan, number);
  }

  @ResolveField('versions')
  versions(
    @Parent() { id }: PlanRow,
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<PlanVersionRow>> {
    return reads.page(versionsOf, id, page, null);
  }

  @ResolveField('difference')
  async difference(
    @Parent() plan: PlanRow,
    @Args() { from, to }: { readonly from: number; readonly to: number },
    @Context() { reads }: RequestContext,
  ): Promise<readonly ToldChange[] | null> {
    const [before, after] = [await readVersion(reads, plan, from), await readVersion(reads, plan, to)];
    if (!before || !after) return null;
    const session = await reads.session();
    const contents = [parseJson(before.content), parseJson(after.content)] as const;
    const between = await changesOfVersions(session, plan.id, { after: from, upTo: to });
    return tellChanges(session, changesBetween(...contents, between), contents);
  }

  @ResolveField('progress')
  async progress(plan: PlanRow, _args: unknown, { reads }: RequestContext): Promise<readonly PriorityProgress[]> {
    // Of a closed plan, what was evaluated stays to be seen.
    const current =
      plan.status === 'CLOSED' ? await readVersion(reads, plan, plan.evaluatedVersion) : await readInForce(reads, plan);
    if (!current) return [];
    const recorded = {
      readings: (await reads.one(countingReadingsOf, plan.id)) ?? [],
      reports: (await reads.one(milestoneReportsOf, plan.id)) ?? [],
    };
    const { today } = await reads.session();
    return parseJson(current.content).priorities.map((each) => progressOf(plan.id, each, recorded, today));
  }

  @ResolveField('closing')
  closing({ closedOn: on, evaluatedVersion: version, evaluation, lessons }: PlanRow) {
    return on === null ? null : { on, version, evaluation: parseJson(evaluation), lessons: parseJson(lessons) };
  }
}

async function readDraft(reads: RequestReads, plan: PlanRow): Promise<PlanContent> {
  return draftOf(plan, (await reads.one(draftPartsOf, plan.id)) ?? []);
}

async function readVersion(reads: RequestReads, { id: planId }: PlanRow, version: number | null) {
  return version === null ? null : reads.one(planVersionByKey, versionKey({ planId, version }));
}

/** The version in force today; of a closed plan none is. */
async function readInForce(reads: RequestReads, { id, status }: PlanRow): Promise<PlanVersionRow | null> {
  return status === 'CLOSED' ? null : reads.one(versionInForceOf, id);
}
