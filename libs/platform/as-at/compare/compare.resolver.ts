import { Inject } from '@nestjs/common';
import { Args, Context, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Engine } from '#platform/engine';
import { NodeRegistry, type RequestContext } from '#platform/graphql';
import type { Instant } from '#platform/working-days';
import type { Position } from '#platform/event-store';
import { AsAt } from '../as-at.js';
import type { AskedMoment } from '../moment.js';
import { compareObject, type Comparison } from './compare.js';

interface MomentInput {
  readonly recorded?: Instant | null;
  readonly position?: Position | null;
  readonly effective?: Instant | null;
}

interface CompareArguments {
  readonly id: string;
  readonly before: MomentInput;
  readonly after: MomentInput;
}

@Resolver()
export class CompareResolver {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    private readonly registry: NodeRegistry,
  ) {}

  @Query('compare')
  async compare(
    @Args() { id, before, after }: CompareArguments,
    @Context() context: RequestContext,
    @Info() { schema }: GraphQLResolveInfo,
  ): Promise<Comparison | null> {
    const definition = this.registry.find(id);
    if (!definition) return null;
    // Held while two others are opened, this request's own snapshot could be waited for.
    await context.reads.giveBack();
    const compared = { id, definition, before: asked(before), after: asked(after) };
    const comparison = await compareObject(AsAt.of(this.engine), schema, compared, context);
    return comparison.shownBefore || comparison.shownAfter ? comparison : null;
  }
}

function asked({ recorded, position, effective }: MomentInput): AskedMoment {
  return { recorded: recorded ?? undefined, position: position ?? undefined, effective: effective ?? undefined };
}
