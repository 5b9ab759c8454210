import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import { parseJson } from '#platform/projections';
import { organisationById } from '#domain/organisations';
import { authorityById } from '#domain/regulators';
import { CURRENT_PRINCIPLES, findPrinciples, type CorePrinciples } from './core-principles.js';
import { absencesOf } from './appointments.queries.js';
import { isAbsent } from './gateway-partnership.js';
import {
  currentPartnershipOf,
  listManagedPartnerships,
  listPartnerships,
  partnershipById,
  regulatorsNotesOf,
  stepsOf,
  type PartnershipFilter,
  type PartnershipRow,
  type RegulatorsNoteRow,
  type StepRow,
} from './partnership.queries.js';
import type { StepKind } from './partnership-steps.projection.js';

@Resolver('Partnership')
export class PartnershipResolver {
  @Query('partnership')
  partnership(@Args('id') id: string, @Context() { reads }: RequestContext): Promise<PartnershipRow | null> {
    return reads.one(partnershipById, id);
  }

  @Query('partnershipOfOrganisation')
  partnershipOfOrganisation(
    @Args('organisationId') organisationId: string,
    @Context() { reads }: RequestContext,
  ): Promise<PartnershipRow | null> {
    return reads.one(currentPartnershipOf, organisationId);
  }

  @Query('partnerships')
  async partnerships(
    @Args() { filter, ...page }: ConnectionArguments & { readonly filter?: PartnershipFilter | null },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<PartnershipRow>> {
    return listPartnerships(await reads.session(), page, filter ?? {});
  }

  @Query('myPartnerships')
  async myPartnerships(
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<PartnershipRow>> {
    return listManagedPartnerships(await reads.session(), page);
  }

  @Query('corePrinciples')
  corePrinciples(@Args('version') version: number | null | undefined): CorePrinciples | null {
    return version === null || version === undefined ? CURRENT_PRINCIPLES : (findPrinciples(version) ?? null);
  }

  @ResolveField('organisation')
  organisation({ organisationId }: PartnershipRow, _args: unknown, { reads }: RequestContext) {
    return reads.one(organisationById, organisationId);
  }

  @ResolveField('leadAuthority')
  leadAuthority({ leadAuthorityId }: PartnershipRow, _args: unknown, { reads }: RequestContext) {
    return reads.one(authorityById, leadAuthorityId);
  }

  @ResolveField('bothEnforce')
  bothEnforce({ bothEnforce }: PartnershipRow): boolean {
    return bothEnforce === 1;
  }

  @ResolveField('earlierScheme')
  earlierScheme({ schemeRelation: relation, scheme, schemeReference: reference }: PartnershipRow): object | null {
    return relation === null ? null : { relation, scheme, reference };
  }

  @ResolveField('shadowLacking')
  shadowLacking({ bothEnforce, accountManagerId, shadowId }: PartnershipRow): boolean {
    return bothEnforce === 1 && accountManagerId !== null && shadowId === null;
  }

  @ResolveField('accountManagerAbsent')
  async accountManagerAbsent(
    @Parent() { id, accountManagerId }: PartnershipRow,
    @Context() { reads }: RequestContext,
  ): Promise<boolean> {
    const { today } = await reads.session();
    return isAbsent((await reads.one(absencesOf, id)) ?? [], accountManagerId, today);
  }

  @ResolveField('steps')
  steps(
    @Parent() { id }: PartnershipRow,
    @Args() { kind, ...page }: ConnectionArguments & { readonly kind?: StepKind | null },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<StepRow>> {
    return reads.page(stepsOf, id, page, kind);
  }

  @ResolveField('regulatorsNotes')
  regulatorsNotes(
    @Parent() { id }: PartnershipRow,
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<RegulatorsNoteRow>> {
    return reads.page(regulatorsNotesOf, id, page, undefined);
  }
}

@Resolver('PartnershipStep')
export class PartnershipStepResolver {
  @ResolveField('leadAuthority')
  leadAuthority({ leadAuthorityId }: StepRow, _args: unknown, { reads }: RequestContext) {
    return leadAuthorityId === null ? null : reads.one(authorityById, leadAuthorityId);
  }
}

@Resolver('RegulatorsNote')
export class RegulatorsNoteResolver {
  @ResolveField('findings')
  findings({ findings }: RegulatorsNoteRow) {
    return parseJson(findings);
  }
}

@Resolver('Organisation')
export class OrganisationPartnershipResolver {
  @ResolveField('partnership')
  partnership(
    { id }: { readonly id: string },
    _args: unknown,
    { reads }: RequestContext,
  ): Promise<PartnershipRow | null> {
    return reads.one(currentPartnershipOf, id);
  }
}
