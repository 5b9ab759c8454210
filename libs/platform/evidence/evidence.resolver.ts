import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Engine } from '#platform/engine';
import type { Rejection } from '#platform/event-sourcing';
import type { Position } from '#platform/event-store';
import { applicationError, NodeRegistry, type RequestContext } from '#platform/graphql';
import {
  leafEntry,
  leafHash,
  partnershipOfEvent,
  verifierKeyText,
  type Ledger,
  type LedgerTree,
  type PartnershipTree,
} from '#platform/ledger';
import {
  checkpointAnswer,
  consistencyAnswer,
  inclusionAnswer,
  insideTree,
  type CheckpointAnswer,
  type ConsistencyAnswer,
  type InclusionAnswer,
} from './evidence-answers.js';
import { coveredPosition, type EventArguments } from './event-look-up.js';
import { checkProof, type ProofCheck, type ProofTruth } from './proof-check.js';

interface SizedEventArguments extends EventArguments {
  readonly size?: number | null;
}

interface ConsistencyArguments {
  readonly from: number;
  readonly to?: number | null;
}

interface RecordPayload {
  readonly partnershipEvidence: PartnershipTree | null;
  readonly userErrors: readonly Rejection[];
  readonly revision: null;
  readonly position: Position | null;
  readonly repeated: false;
}

/** The evidence is one thing: its fields ask the ledger. */
const EVIDENCE = {};

/** A partnership's tree, if there is one and the caller may know of the partnership. */
async function visibleTree(
  ledger: Ledger,
  nodes: NodeRegistry,
  { reads }: RequestContext,
  partnershipId: string,
): Promise<PartnershipTree | null> {
  const session = await reads.session();
  if (!session.may('read', 'PartnershipEvidence', {})) return null;
  const definition = nodes.find(partnershipId);
  if (definition?.kind !== 'partnership' || (await reads.one(definition.batch, partnershipId)) === null) return null;
  await ledger.requireUpTo(session.position);
  return ledger.partnership(partnershipId) ?? null;
}

@Resolver('Evidence')
export class EvidenceResolver {
  constructor(
    @Inject(Engine) private readonly engine: Pick<Engine, 'ledger' | 'store'>,
    private readonly nodes: NodeRegistry,
  ) {}

  @Query('evidence')
  async evidence(@Context() { reads }: RequestContext): Promise<object> {
    if ((await reads.session()).may('read', 'Evidence', {})) return EVIDENCE;
    throw applicationError('FORBIDDEN', 'You may not read the evidence.');
  }

  @ResolveField('origin')
  origin(): string {
    return this.#ledger.origin;
  }

  @ResolveField('keys')
  keys(): readonly { readonly verifierKey: string; readonly active: boolean }[] {
    const { active, verifiers } = this.#ledger.keys;
    return verifiers.map((key) => ({ verifierKey: verifierKeyText(key), active: key.keyId === active.keyId }));
  }

  @ResolveField('checkpoint')
  checkpoint(): CheckpointAnswer | null {
    const checkpoint = this.#ledger.checkpoint();
    return checkpoint ? checkpointAnswer(checkpoint) : null;
  }

  @ResolveField('inclusion')
  async inclusion(@Args() { size = null, ...event }: SizedEventArguments): Promise<InclusionAnswer | null> {
    const position = await coveredPosition(this.engine, event);
    if (position === undefined) return null;
    const ledger = this.#ledger;
    const newest = ledger.checkpoint() ?? ledger.checkpointAt();
    return inclusionAnswer(ledger, position, size === null ? newest : insideTree(() => ledger.checkpointAt(size)));
  }

  @ResolveField('consistency')
  consistency(@Args() { from, to = null }: ConsistencyArguments): ConsistencyAnswer {
    return consistencyAnswer(this.#ledger, from, to ?? this.#ledger.checkpoint()?.size ?? this.#ledger.size);
  }

  @ResolveField('partnership')
  partnership(@Args('id') id: string, @Context() context: RequestContext): Promise<PartnershipTree | null> {
    return visibleTree(this.#ledger, this.nodes, context, id);
  }

  @ResolveField('proofCheck')
  async proofCheck(
    @Args() { proof, ...event }: EventArguments & { readonly proof: string },
    @Context() context: RequestContext,
  ): Promise<ProofCheck> {
    const position = await coveredPosition(this.engine, event);
    const index = position === undefined ? undefined : this.#ledger.indexOf(position);
    if (position === undefined || index === undefined) {
      return { outcome: 'REFUTED', reason: 'The log has no such event.' };
    }
    // From the log and not from the ledger: whether the two agree is the question.
    for await (const event of this.#ledger.events(index, index + 1)) {
      const partnershipId = partnershipOfEvent(event);
      const tree = partnershipId ? await visibleTree(this.#ledger, this.nodes, context, partnershipId) : null;
      const leaf = leafHash(leafEntry(event));
      return checkProof(proof, { ...this.#truth(tree), leaf, position });
    }
    return { outcome: 'REFUTED', reason: 'The log no longer has this event.' };
  }

  @Mutation('partnershipEvidenceRecord')
  async record(
    @Args() { input: { partnershipId } }: { readonly input: { readonly partnershipId: string } },
    @Context() context: RequestContext,
  ): Promise<RecordPayload> {
    const session = await context.reads.session();
    if (!session.may('RecordPartnershipEvidence', 'PartnershipEvidence', {})) {
      throw applicationError('FORBIDDEN', 'Your role does not let you do this: RecordPartnershipEvidence.');
    }
    const unrecorded = { revision: null, repeated: false } as const;
    if (!(await visibleTree(this.#ledger, this.nodes, context, partnershipId))) {
      const message = 'There is no partnership with this id.';
      const rejection = { code: 'NOT_FOUND', message, field: ['input', 'partnershipId'] };
      return { ...unrecorded, partnershipEvidence: null, userErrors: [rejection], position: null };
    }
    await context.reads.giveBack();
    const { position } = await this.#ledger.closePartnership(partnershipId);
    await context.reads.reach(position);
    const partnershipEvidence = this.#ledger.partnership(partnershipId) ?? null;
    return { ...unrecorded, partnershipEvidence, userErrors: [], position };
  }

  /** A proof may be of the log's own tree, or of the partnership's where the caller may know of it. */
  #truth(partnership: PartnershipTree | null): Pick<ProofTruth, 'keys' | 'treeOf'> {
    const { keys } = this.#ledger;
    const trees: readonly LedgerTree[] = partnership ? [this.#ledger, partnership] : [this.#ledger];
    return { keys: keys.verifiers, treeOf: (origin) => trees.find((tree) => tree.origin === origin) };
  }

  get #ledger(): Ledger {
    return this.engine.ledger;
  }
}
