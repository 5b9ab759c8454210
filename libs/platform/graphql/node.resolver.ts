import { Args, Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { applicationError } from './errors/index.js';
import { NodeRegistry } from './node.js';
import { PAGE_SIZE } from './connection.js';
import type { RequestContext } from './request-context.js';

@Resolver('Node')
export class NodeResolver {
  constructor(private readonly registry: NodeRegistry) {}

  @Query('node')
  node(@Args('id') id: string, @Context() context: RequestContext): Promise<object | null> {
    return this.#find(id, context);
  }

  @Query('nodes')
  nodes(@Args('ids') ids: string[], @Context() context: RequestContext): Promise<(object | null)[]> {
    if (ids.length > PAGE_SIZE.most) {
      throw applicationError('BAD_USER_INPUT', `ids must hold at most ${PAGE_SIZE.most} ids; there are ${ids.length}.`);
    }
    return Promise.all(ids.map((id) => this.#find(id, context)));
  }

  @ResolveField('__resolveType')
  resolveType(object: { id: string }): string | undefined {
    return this.registry.find(object.id)?.typename;
  }

  async #find(id: string, context: RequestContext): Promise<object | null> {
    const definition = this.registry.find(id);
    return definition ? context.reads.one(definition.batch, id) : null;
  }
}
