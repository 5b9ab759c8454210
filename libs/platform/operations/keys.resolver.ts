import { Inject } from '@nestjs/common';
import { Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Engine } from '#platform/engine';
import type { RequestContext } from '#platform/graphql';
import type { KeyStoreStatus, RotationReport } from '#platform/privacy';
import { finishedOrLate, NOTHING_RECORDED, requireOperator, type OperationPayload } from './operator-requests.js';

const ROTATION_WAIT_MS = 20_000;

@Resolver()
export class KeysResolver {
  constructor(@Inject(Engine) private readonly engine: Pick<Engine, 'subjectKeys'>) {}

  @Query('keyStatus')
  async keyStatus(@Context() context: RequestContext): Promise<KeyStoreStatus> {
    await requireOperator(context, 'read');
    return this.engine.subjectKeys.status();
  }

  /** A rotation that fails later shows in the status as under way. */
  @Mutation('keysRotate')
  async keysRotate(
    @Context() context: RequestContext,
  ): Promise<OperationPayload & { readonly rotation: RotationReport | null }> {
    await requireOperator(context, 'RotateKeys');
    await context.reads.giveBack();
    const rotation = await finishedOrLate(this.engine.subjectKeys.rotate(), ROTATION_WAIT_MS);
    return { ...NOTHING_RECORDED, rotation: rotation === 'late' ? null : rotation, userErrors: [] };
  }
}
