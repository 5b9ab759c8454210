import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Engine } from '#platform/engine';
import type { RequestContext } from '#platform/graphql';
import { verifierKeyText } from '#platform/ledger';
import type { LedgerWitnesses, WitnessState, WitnessStatus } from '#platform/witness';
import { checkpointAnswer, type CheckpointAnswer } from './evidence-answers.js';

/** `EvidenceWitness` of the schema. */
interface WitnessAnswer {
  readonly name: string;
  readonly verifierKey: string;
  readonly state: WitnessState | 'NOT_ASKED';
  readonly signedSize: number | null;
  readonly signedAt: string | null;
  readonly reason: string | null;
  readonly nextAttemptAt: string | null;
}

interface Cosignature {
  readonly witness: string;
  readonly verifierKey: string;
  readonly at: string;
}

interface QuorumAnswer {
  readonly met: boolean;
  readonly reason: string | null;
}

type Watched = Pick<Engine, 'ledger' | 'witnesses'>;

@Resolver('Evidence')
export class EvidenceWitnessesResolver {
  constructor(@Inject(Engine) private readonly engine: Watched) {}

  @ResolveField('witnesses')
  async witnesses(@Context() { reads }: RequestContext): Promise<readonly WitnessAnswer[]> {
    const { witnesses } = this.engine;
    if (!witnesses) return [];
    // What kept a witness from signing may tell of the network that the service is in.
    const mayReadFaults = (await reads.session()).may('read', 'WitnessFault', {});
    const statuses = witnesses.statuses();
    return witnesses.policy.witnesses.map(({ name, key }) => {
      const answer = witnessAnswer(statuses.find((each) => each.name === name));
      return { name, verifierKey: verifierKeyText(key), ...answer, reason: mayReadFaults ? answer.reason : null };
    });
  }

  @ResolveField('witnessedCheckpoint')
  witnessedCheckpoint(): CheckpointAnswer | null {
    const checkpoint = this.engine.witnesses?.newestWitnessed();
    return checkpoint ? checkpointAnswer(checkpoint) : null;
  }
}

@Resolver('EvidenceCheckpoint')
export class CheckpointWitnessesResolver {
  constructor(@Inject(Engine) private readonly engine: Watched) {}

  @ResolveField('cosignatures')
  cosignatures(@Parent() { note }: CheckpointAnswer): readonly Cosignature[] {
    const { witnesses } = this.engine;
    if (!witnesses) return [];
    return witnesses.signersOf({ note }).map(({ key, time = 0 }) => ({
      witness: nameOf(witnesses, verifierKeyText(key)),
      verifierKey: verifierKeyText(key),
      at: new Date(time * 1000).toISOString(),
    }));
  }

  /** Witnesses sign the log's own checkpoints: those of partnerships are events in it. */
  @ResolveField('quorum')
  quorum(@Parent() { origin, note }: CheckpointAnswer): QuorumAnswer | null {
    const { witnesses, ledger } = this.engine;
    if (!witnesses || origin !== ledger.origin) return null;
    const verdict = witnesses.quorumOf({ note });
    return verdict.outcome === 'met' ? { met: true, reason: null } : { met: false, reason: verdict.reason };
  }
}

function witnessAnswer(status: WitnessStatus | undefined): Omit<WitnessAnswer, 'name' | 'verifierKey'> {
  return {
    // Without an address it cannot be asked.
    state: status?.state ?? 'NOT_ASKED',
    signedSize: status?.signedSize ?? null,
    signedAt: status?.signedAt?.toISOString() ?? null,
    reason: status?.reason ?? null,
    nextAttemptAt: status?.nextAttemptAt?.toISOString() ?? null,
  };
}

function nameOf({ policy }: LedgerWitnesses, key: string): string {
  return policy.witnesses.find((each) => verifierKeyText(each.key) === key)?.name ?? key;
}
