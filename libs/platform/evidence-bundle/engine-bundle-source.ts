import type { EventStore } from '#platform/event-store';
import { evidenceStreamOf, verifierKeyText, type Ledger } from '#platform/ledger';
import { BundleExportError, type BundleLedger, type BundlePartnership, type BundleSource } from './bundle-source.js';

interface EngineParts {
  readonly store: EventStore;
  readonly ledger: Ledger;
  /** Those who cosign the checkpoint that everything is proved against; left out where there are none. */
  readonly witnesses?: { round(): Promise<void> } | undefined;
  readonly clock: () => Date;
}

/** Cosigned checkpoints that a bundle shows the way from: what somebody else has seen of the log. */
const EARLIER = 20;

/** Bundles of a running engine. */
export function bundleSourceOf(engine: EngineParts, schemaOf: BundleSource['schemaOf']): BundleSource {
  return { store: engine.store, clock: engine.clock, schemaOf, ledger: bundleLedgerOf(engine) };
}

function bundleLedgerOf({ store, ledger, witnesses }: EngineParts): BundleLedger {
  return {
    checkpoint: async () => {
      await ledger.requireUpTo(await store.head());
      // Now, and not in their next round: who checks the bundle may ask for their signatures.
      await witnesses?.round();
      const checkpoint = ledger.checkpoint();
      if (checkpoint) return checkpoint.note;
      throw new BundleExportError('The evidence ledger has not signed a checkpoint yet: the log holds nothing.');
    },
    earlierCheckpoints: () => ledger.cosigned(EARLIER).map(({ note }) => note),
    verifierKeys: () => ledger.keys.verifiers.map(verifierKeyText),
    inclusion: (index, size) => ledger.inclusion(index, size).hashes,
    consistency: (earlierSize, size) => ledger.consistency(earlierSize, size).hashes,
    partnership: (partnershipId) => bundlePartnershipOf(store, ledger, partnershipId),
  };
}

async function bundlePartnershipOf(
  store: EventStore,
  ledger: Ledger,
  partnershipId: string,
): Promise<BundlePartnership | undefined> {
  await ledger.requireUpTo(await store.head());
  if (!ledger.partnership(partnershipId)) return undefined;
  await ledger.closePartnership(partnershipId);
  const tree = ledger.partnership(partnershipId);
  return (
    tree && {
      checkpoints: () => store.readStream(evidenceStreamOf(partnershipId)),
      events: (size) => tree.events(0, size),
    }
  );
}
