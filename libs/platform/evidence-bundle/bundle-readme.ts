import type { BundleScope } from './bundle-manifest.js';

interface Described {
  readonly origin: string;
  readonly size: number;
  readonly events: number;
  /** The signed checkpoint. */
  readonly note: string;
}

/** For the person who opens the folder, years later and without the service. */
export function bundleReadme(scope: BundleScope, { origin, size, events, note }: Described): string {
  const what =
    scope.kind === 'all'
      ? `all ${events} events of the log ${origin}`
      : `the ${events} events of ${scope.partnershipId} in the log ${origin}`;
  return `# Evidence bundle

This folder holds ${what}, as recorded, with what is needed to check them without the service that wrote them.
Everything in it is proved against one signed checkpoint, which commits to the first ${size} events of the log:

\`\`\`
${note.trimEnd()}
\`\`\`

## Check it

\`\`\`sh
concordat verify THIS-FOLDER --keys KEYS --known CHECKPOINT
\`\`\`

- KEYS: the log's verifier keys (and witnesses'), which you had from somewhere else. \`keys.txt\` here is a copy for
  convenience: whoever made up the whole folder would have made up the keys too.
- CHECKPOINT: one that you kept from earlier, or had from a witness. Without it, a log that was rewritten as a whole with
  the true signing key cannot be told from the true one.

## What is here

| file | what it is |
| --- | --- |
| \`checkpoint\` | origin, number of events and root of the tree, signed (C2SP tlog-checkpoint), with cosignatures of witnesses |
| \`keys.txt\` | verifier keys of the log |
| \`events.jsonl\` | one event a line: \`data\` and \`metadata\` byte for byte as they were stored |
${scope.kind === 'all' ? WHOLE_LOG : PARTNERSHIP}| \`checkpoints/SIZE\`, \`consistency/SIZE\` | earlier signed checkpoints, and the proof that the log goes on from them |
| \`schemas/TYPE.json\` | JSON Schema of the data of each type of event |
| \`manifest.json\` | what the bundle is about, and size and SHA-256 of every file |

## How an event is proved

1. Its leaf entry is JSON in canonical form (RFC 8785) with the members \`data\` and \`metadata\` (\`sha256:\` and the digest
   of their exact bytes), \`format\` (\`concordat-event/1\`), \`id\`, \`recordedAt\`, \`revision\`, \`stream\` and \`type\`.
2. The leaf is SHA-256 of a zero byte and the entry; a node is SHA-256 of a one byte and its two children (RFC 6962).
   The event at position P is leaf P - 1.
3. The root over all leaves is in the checkpoint, which is signed with Ed25519 (C2SP signed-note).

Personal fields are sealed: \`{"sealed": …}\`. What is proved is the sealed text, so that the proof holds also when the key
was destroyed because somebody had to be forgotten. The manifest, this page and the schemas are not signed: the first
guards against accidents, the others explain.
`;
}

const WHOLE_LOG = `| \`tile/LEVEL/…\` | the hashes of the tree, and \`tile/entries/…\` its leaf entries (C2SP tlog-tiles) |
`;

const PARTNERSHIP = `| \`partnership/checkpoints.jsonl\` | the events in which the log commits to the partnership's history: so many events, this root |
| \`partnership/tile/LEVEL/…\` | the hashes of the tree over the partnership's events alone (C2SP tlog-tiles) |
| \`proofs/POSITION.tlog-proof\` | that the log holds the event at this position, with its leaf entry (C2SP tlog-proof) |
`;
