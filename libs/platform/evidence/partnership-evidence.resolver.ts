import { Inject } from '@nestjs/common';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Engine } from '#platform/engine';
import type { RequestContext } from '#platform/graphql';
import { leafEntry, toBase64, type PartnershipTree } from '#platform/ledger';
import {
  checkpointAnswer,
  consistencyAnswer,
  inclusionAnswer,
  insideTree,
  type CheckpointAnswer,
  type ConsistencyAnswer,
  type InclusionAnswer,
  type RecordedAnswer,
} from './evidence-answers.js';
import { coveredPosition, type EventArguments } from './event-look-up.js';

@Resolver('PartnershipEvidence')
export class PartnershipEvidenceResolver {
  constructor(@Inject(Engine) private readonly engine: Pick<Engine, 'ledger' | 'store'>) {}

  @ResolveField('checkpoint')
  checkpoint(@Parent() tree: PartnershipTree): CheckpointAnswer {
    return checkpointAnswer(tree.checkpointAt());
  }

  @ResolveField('recorded')
  recorded(@Parent() tree: PartnershipTree): RecordedAnswer | null {
    return tree.recorded ? { ...tree.recorded, root: toBase64(tree.root(tree.recorded.size)) } : null;
  }

  @ResolveField('inclusion')
  async inclusion(
    @Parent() tree: PartnershipTree,
    @Args() { size = null, ...event }: EventArguments & { readonly size?: number | null },
  ): Promise<InclusionAnswer | null> {
    const position = await coveredPosition(this.engine, event);
    if (position === undefined) return null;
    return inclusionAnswer(
      tree,
      position,
      insideTree(() => tree.checkpointAt(size ?? tree.size)),
    );
  }

  @ResolveField('consistency')
  consistency(
    @Parent() tree: PartnershipTree,
    @Args() { from, to = null }: { readonly from: number; readonly to?: number | null },
  ): ConsistencyAnswer {
    return consistencyAnswer(tree, from, to ?? tree.size);
  }
}

@Resolver('RecordedPartnershipCheckpoint')
export class RecordedCheckpointResolver {
  constructor(@Inject(Engine) private readonly engine: Pick<Engine, 'ledger'>) {}

  @ResolveField('inclusion')
  inclusion(@Parent() { position }: RecordedAnswer): InclusionAnswer | null {
    const { ledger } = this.engine;
    const checkpoint = ledger.checkpoint();
    return checkpoint && checkpoint.size > (ledger.indexOf(position) ?? checkpoint.size)
      ? inclusionAnswer(ledger, position, checkpoint)
      : null;
  }
}

@Resolver('InclusionProof')
export class InclusionProofResolver {
  constructor(@Inject(Engine) private readonly engine: Pick<Engine, 'ledger'>) {}

  @ResolveField('leafEntry')
  async leafEntry(
    @Parent() { position }: InclusionAnswer,
    @Context() { reads }: RequestContext,
  ): Promise<string | null> {
    const { ledger } = this.engine;
    const index = ledger.indexOf(position);
    if (index === undefined || !(await reads.session()).may('read', 'LeafEntry', {})) return null;
    for await (const event of ledger.events(index, index + 1)) return Buffer.from(leafEntry(event)).toString('utf8');
    return null;
  }
}
