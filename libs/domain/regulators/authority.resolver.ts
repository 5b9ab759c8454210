import { Args, Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import {
  authorityById,
  findAuthorityByGssCode,
  formerNamesOf,
  listAuthorities,
  type AuthorityFilter,
  type AuthorityRow,
  type FormerNameRow,
} from './authority.queries.js';
import { predecessionOf, successionOf, type SuccessionRow } from './lineage.queries.js';

@Resolver('Authority')
export class AuthorityResolver {
  @Query('authority')
  authority(@Args('id') id: string, @Context() { reads }: RequestContext): Promise<AuthorityRow | null> {
    return reads.one(authorityById, id);
  }

  @Query('authorityByGssCode')
  async authorityByGssCode(
    @Args('gssCode') gssCode: string,
    @Context() { reads }: RequestContext,
  ): Promise<AuthorityRow | null> {
    return (await findAuthorityByGssCode(await reads.session(), gssCode)) ?? null;
  }

  @Query('authorities')
  async authorities(
    @Args() { filter, ...page }: ConnectionArguments & { readonly filter?: AuthorityFilter | null },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<AuthorityRow>> {
    return listAuthorities(await reads.session(), page, filter ?? {});
  }

  @ResolveField('county')
  county({ countyId }: AuthorityRow, _args: unknown, { reads }: RequestContext): Promise<AuthorityRow | null> | null {
    return countyId === null ? null : reads.one(authorityById, countyId);
  }

  @ResolveField('parent')
  parent({ parentId }: AuthorityRow, _args: unknown, { reads }: RequestContext): Promise<AuthorityRow | null> | null {
    return parentId === null ? null : reads.one(authorityById, parentId);
  }

  @ResolveField('formerNames')
  async formerNames(
    { id }: AuthorityRow,
    _args: unknown,
    { reads }: RequestContext,
  ): Promise<readonly FormerNameRow[]> {
    return (await reads.one(formerNamesOf, id)) ?? [];
  }

  @ResolveField('predecessors')
  async predecessors(
    { id }: AuthorityRow,
    _args: unknown,
    { reads }: RequestContext,
  ): Promise<readonly SuccessionRow[]> {
    return (await reads.one(predecessionOf, id)) ?? [];
  }

  @ResolveField('successors')
  async successors({ id }: AuthorityRow, _args: unknown, { reads }: RequestContext): Promise<readonly SuccessionRow[]> {
    return (await reads.one(successionOf, id)) ?? [];
  }
}

@Resolver('Succession')
export class SuccessionResolver {
  @ResolveField('predecessor')
  predecessor({ predecessorId }: SuccessionRow, _args: unknown, { reads }: RequestContext) {
    return reads.one(authorityById, predecessorId);
  }

  @ResolveField('successor')
  successor({ successorId }: SuccessionRow, _args: unknown, { reads }: RequestContext) {
    return reads.one(authorityById, successorId);
  }
}
