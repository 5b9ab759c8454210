import { setTimeout } from 'node:timers/promises';
import { Args, Context, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Engine } from '#platform/engine';
import type { Rejection } from '#platform/event-sourcing';
import { applicationError, type Connection, type ConnectionArguments, type RequestContext } from '#platform/graphql';
import { RebuildFailedError, type DeadLetter } from '#platform/projections';
import { listDeadLetters } from './dead-letter.queries.js';
import { serviceStatus, type ProjectionStatus, type ServiceStatus } from './service-status.js';

/** How long an answer waits for a rebuild, in milliseconds. */
const REBUILD_WAIT_MS = 20_000;

interface ProjectionInput {
  readonly input: { readonly projection: string };
}

/** The record does not change by what operators do. */
const NOTHING_RECORDED = { revision: null, position: null, repeated: false } as const;

interface OperationPayload {
  readonly userErrors: readonly Rejection[];
}

@Resolver()
export class OperationsResolver {
  constructor(private readonly engine: Engine) {}

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
      await finishedOrLate(this.engine.projections.rebuild(projection));
    } catch (error) {
      if (!(error instanceof RebuildFailedError)) throw error;
      const rejection = { code: 'REBUILD_FAILED', message: error.message, field: ['input', 'projection'] };
      return { ...NOTHING_RECORDED, projection: null, userErrors: [rejection] };
    }
    const { projections } = await serviceStatus(this.engine);
    const own = projections.filter(({ name }) => name === projection);
    const built = own.find(({ state }) => state === 'BUILDING') ?? own.find(({ state }) => state === 'ACTIVE');
    return { ...NOTHING_RECORDED, projection: built ?? null, userErrors: [] };
  }

  @Mutation('deadLettersRetry')
  async deadLettersRetry(
    @Args() { input: { projection } }: ProjectionInput,
    @Context() context: RequestContext,
  ): Promise<OperationPayload & { readonly taken: number; readonly left: number }> {
    await requireOperator(context, 'RetryDeadLetters');
    await context.reads.giveBack();
    const taken = await this.engine.projections.retryDeadLetters(projection);
    const { deadLetters } = await this.engine.projections.status();
    const left = deadLetters.filter((letter) => letter.projection === projection).length;
    return { ...NOTHING_RECORDED, taken, left, userErrors: [] };
  }
}

@Resolver('DeadLetter')
export class DeadLetterResolver {
  @ResolveField('streamId')
  streamId({ stream }: DeadLetter): string {
    return stream;
  }
}

async function requireOperator({ reads }: RequestContext, action: string): Promise<void> {
  if ((await reads.session()).may(action, 'Service', {})) return;
  throw applicationError('FORBIDDEN', 'Only operators of the service may do this.');
}

/**
 * Waits for a rebuild, and no longer than a client does. A build that fails later shows as failed in the status, with
 * its fault.
 */
async function finishedOrLate(rebuild: Promise<unknown>): Promise<void> {
  const waiting = new AbortController();
  const late = setTimeout(REBUILD_WAIT_MS, undefined, { signal: waiting.signal, ref: false }).catch(() => undefined);
  rebuild.catch(() => undefined);
  try {
    await Promise.race([rebuild, late]);
  } finally {
    waiting.abort();
  }
}
