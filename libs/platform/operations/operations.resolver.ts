import { Inject, Optional } from '@nestjs/common';
import { Args, Context, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Engine } from '#platform/engine';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import { RebuildFailedError, type DeadLetter, type Generation } from '#platform/projections';
import { listDeadLetters } from './dead-letter.queries.js';
import { finishedOrLate, NOTHING_RECORDED, requireOperator, type OperationPayload } from './operator-requests.js';
import { serviceStatus, type ProjectionStatus, type ServiceStatus, type StatusSource } from './service-status.js';

/** Names how long an answer waits for a rebuild, in milliseconds. */
const REBUILD_WAIT_MS = Symbol('how long an answer waits for a rebuild');

interface ProjectionInput {
  readonly input: { readonly projection: string };
}

@Resolver()
export class OperationsResolver {
  constructor(
    @Inject(Engine) private readonly engine: StatusSource,
    @Optional() @Inject(REBUILD_WAIT_MS) private readonly waitMs = 20_000,
  ) {}

  @Query('serviceStatus')
  async serviceStatus(@Context() context: RequestContext): Promise<ServiceStatus> {
    await requireOperator(context, 'read');
    return serviceStatus(this.engine);
  }

  @Query('deadLetters')
  async deadLetters(
    @Args() { projection, ...page }: ConnectionArguments & { readonly projection?: string | null },
    @Context() context: RequestContext,
  ): Promise<Connection<DeadLetter>> {
    await requireOperator(context, 'read');
    if (projection !== undefined && projection !== null) this.engine.projections.requireKnown(projection);
    return listDeadLetters(await context.reads.session(), page, projection);
  }

  @Mutation('projectionRebuild')
  async projectionRebuild(
    @Args() { input: { projection } }: ProjectionInput,
    @Context() context: RequestContext,
  ): Promise<OperationPayload & { readonly projection: ProjectionStatus | null }> {
    await requireOperator(context, 'RebuildProjection');
    await context.reads.giveBack();
    try {
      const built = await finishedOrLate(this.engine.projections.rebuild(projection), this.waitMs);
      return { ...NOTHING_RECORDED, projection: await this.#statusOf(projection, built), userErrors: [] };
    } catch (error) {
      if (!(error instanceof RebuildFailedError)) throw error;
      const rejection = { code: 'REBUILD_FAILED', message: error.message, field: ['input', 'projection'] };
      return { ...NOTHING_RECORDED, projection: null, userErrors: [rejection] };
    }
  }

  @Mutation('deadLettersRetry')
  async deadLettersRetry(
    @Args() { input: { projection } }: ProjectionInput,
    @Context() context: RequestContext,
  ): Promise<OperationPayload & { readonly taken: number; readonly left: number }> {
    await requireOperator(context, 'RetryDeadLetters');
    await context.reads.giveBack();
    const taken = await this.engine.projections.retryDeadLetters(projection);
    const { deadLetterCounts } = await this.engine.projections.status();
    return { ...NOTHING_RECORDED, taken, left: deadLetterCounts.get(projection) ?? 0, userErrors: [] };
  }

  /** Of the generation that was built, or of the one that is still being built. */
  async #statusOf(name: string, built: Generation | 'late'): Promise<ProjectionStatus | null> {
    const { projections } = await serviceStatus(this.engine);
    const isMeant = ({ generation, state }: ProjectionStatus) =>
      built === 'late' ? state !== 'ACTIVE' : generation === built.generation;
    const own = projections.filter((each) => each.name === name);
    return own.find(isMeant) ?? own[0] ?? null;
  }
}

@Resolver('DeadLetter')
export class DeadLetterResolver {
  @ResolveField('streamId')
  streamId({ stream }: DeadLetter): string {
    return stream;
  }
}
