import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { authorityById, officerById } from '#domain/regulators';
import { answersFor, kindOfSubject } from '#platform/contexts';
import { Engine } from '#platform/engine';
import { isSubjectId } from '#platform/event-sourcing';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import { parseJson } from '#platform/projections';
import { erasureById, listErasures, subjectsOf } from './erasure.queries.js';
import type { ErasureStatus } from './erasure.vocabulary.js';
import type { ErasureRow } from './erasures.projection.js';
import type { HoldingRow } from './personal-holdings.projection.js';
import { listHoldings, SubjectReports, type PersonalValueShown } from './subject-report.js';
import { SubjectRegister, type HeldSubject } from './subject-register.js';

@Resolver('Erasure')
export class ErasureResolver {
  @Query('erasure')
  erasure(@Args('id') id: string, @Context() { reads }: RequestContext): Promise<ErasureRow | null> {
    return reads.one(erasureById, id);
  }

  @Query('erasures')
  async erasures(
    @Args() { status, ...page }: ConnectionArguments & { readonly status?: ErasureStatus | null },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<ErasureRow>> {
    return listErasures(await reads.session(), page, status);
  }

  @ResolveField('controller')
  controller({ controllerId }: ErasureRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(authorityById, controllerId);
  }

  @ResolveField('requestedByOfficer')
  requestedByOfficer({ requestedByOfficerId }: ErasureRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(officerById, requestedByOfficerId);
  }

  @ResolveField('concludedByOfficer')
  concludedByOfficer({ concludedByOfficerId }: ErasureRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(officerById, concludedByOfficerId);
  }

  @ResolveField('retention')
  retention({ retention }: ErasureRow): string | null {
    return retention === null ? null : constantCase(retention);
  }

  @ResolveField('readModels')
  readModels({ readModels }: ErasureRow): readonly string[] {
    return readModels === null ? [] : parseJson(readModels);
  }

  @ResolveField('subjects')
  subjects(@Parent() { id }: ErasureRow, @Args() page: ConnectionArguments, @Context() { reads }: RequestContext) {
    return reads.page(subjectsOf, id, page, null);
  }
}

@Resolver('ErasureSubject')
export class ErasureSubjectResolver {
  @ResolveField('named')
  named({ named }: { readonly named: number }): boolean {
    return named === 1;
  }
}

@Resolver('SubjectReport')
export class SubjectReportResolver {
  constructor(@Inject(SubjectRegister) private readonly register: SubjectRegister) {}

  /** Null for whom nobody knows as for whom another party answers: the two look the same. */
  @Query('subjectReport')
  async subjectReport(
    @Args('subjectId') id: string,
    @Context() { reads }: RequestContext,
  ): Promise<HeldSubject | null> {
    const session = await reads.session();
    if (!isSubjectId(id) || !session.may('read', 'SubjectReport', {})) return null;
    const subject = (await this.register.held(session, [id])).get(id);
    const { party } = session.caller;
    return subject && answersFor(subject, party, session.standing.ids('ownAuthorities')) ? subject : null;
  }

  @ResolveField('kind')
  kind({ id }: HeldSubject): string {
    return kindOfSubject(id);
  }

  @ResolveField('retentions')
  retentions({ retentions }: HeldSubject): readonly string[] {
    return retentions.map(constantCase);
  }

  @ResolveField('related')
  async related({ id }: HeldSubject, _args: unknown, { reads }: RequestContext): Promise<readonly string[]> {
    return (await this.register.withRelated(await reads.session(), [id])).filter((other) => other !== id);
  }

  @ResolveField('records')
  async records(
    @Parent() { id }: HeldSubject,
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<HoldingRow>> {
    return listHoldings(await reads.session(), id, page);
  }
}

@Resolver('PersonalRecord')
export class PersonalRecordResolver {
  constructor(
    @Inject(SubjectReports) private readonly reports: SubjectReports,
    @Inject(Engine) private readonly engine: Pick<Engine, 'store' | 'codec'>,
  ) {}

  @ResolveField('streamId')
  streamId({ stream }: HoldingRow): string {
    return stream;
  }

  @ResolveField('what')
  what(holding: HoldingRow): string {
    return this.reports.descriptionOf(holding);
  }

  @ResolveField('values')
  async values(
    @Parent() holding: HoldingRow,
  ): Promise<readonly (Omit<PersonalValueShown, 'retention'> & { readonly retention: string })[]> {
    const values = await this.reports.valuesOf(this.engine, holding);
    return values.map((each) => ({ ...each, retention: constantCase(each.retention) }));
  }
}

function constantCase(text: string): string {
  return text.toUpperCase().replaceAll('-', '_');
}
