import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { agreementByVersion, versionIdOf } from '#platform/agreement-register';
import type { RequestContext } from '#platform/graphql';
import { parseJson } from '#platform/projections';
import { canonicalText } from '#platform/values';
import { tellChanges, type ToldChange } from './plan-changes.telling.js';
import type { PlanContent } from './plan.content.js';
import { planVersionByKey, versionKey, type PlanVersionRow } from './plan.queries.js';
import type { VersionStatus } from './plan.vocabulary.js';

@Resolver('PlanVersion')
export class PlanVersionResolver {
  @ResolveField('number')
  number({ version }: PlanVersionRow): number {
    return version;
  }

  @ResolveField('status')
  async status(
    { status, validUntil }: PlanVersionRow,
    _args: unknown,
    { reads }: RequestContext,
  ): Promise<VersionStatus | 'SUPERSEDED'> {
    const over = validUntil !== null && validUntil <= (await reads.session()).today;
    return status === 'PUBLISHED' && over ? 'SUPERSEDED' : status;
  }

  @ResolveField('content')
  content({ content }: PlanVersionRow): PlanContent {
    return parseJson(content);
  }

  @ResolveField('canonicalContent')
  canonicalContent({ content }: PlanVersionRow): string {
    return canonicalText(parseJson(content));
  }

  @ResolveField('changes')
  async changes(
    @Parent() version: PlanVersionRow,
    @Context() { reads }: RequestContext,
  ): Promise<readonly ToldChange[]> {
    const { planId, against } = version;
    const base = against === null ? null : await reads.one(planVersionByKey, versionKey({ planId, version: against }));
    if (!base) return [];
    return tellChanges(await reads.session(), parseJson(version.changes), [
      parseJson(base.content),
      parseJson(version.content),
    ]);
  }

  @ResolveField('agreement')
  agreement({ planId, version }: PlanVersionRow, _args: unknown, { reads }: RequestContext) {
    return reads.one(agreementByVersion, versionIdOf(planId, version));
  }

  @ResolveField('inForceFrom')
  inForceFrom({ validFrom }: PlanVersionRow): string | null {
    return validFrom;
  }

  @ResolveField('inForceUntil')
  inForceUntil({ validUntil }: PlanVersionRow): string | null {
    return validUntil;
  }
}
