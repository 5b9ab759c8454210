import { fromBase64, hashFromBase64, toBase64, wholeNumber } from './base64.js';
import { EvidenceFormatError } from './evidence-format.error.js';
import type { Hash } from './merkle-hash.js';

const HEADER = 'c2sp.org/tlog-proof@v1';
const EXTRA = 'extra ';
const INDEX = 'index ';
/** A tree of 2^63 leaves needs 63. */
const MOST_HASHES = 63;

/** That one entry is in a log, checked against the signed checkpoint that comes with it (C2SP tlog-proof). */
export interface TlogProof {
  readonly index: number;
  readonly hashes: readonly Hash[];
  /** The signed note, as the log served it. */
  readonly checkpoint: string;
  /** Data that the application needs besides, for example the entry. */
  readonly extra?: Uint8Array;
}

export function tlogProofText({ index, hashes, checkpoint, extra }: TlogProof): string {
  const lines = [
    HEADER,
    ...(extra === undefined ? [] : [`${EXTRA}${toBase64(extra)}`]),
    `${INDEX}${index}`,
    ...hashes.map(toBase64),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** @throws EvidenceFormatError */
export function parseTlogProof(text: string): TlogProof {
  const end = text.indexOf('\n\n');
  if (end === -1) throw new EvidenceFormatError('The proof has no blank line before its checkpoint.');
  const [header, ...lines] = text.slice(0, end).split('\n');
  if (header !== HEADER) throw new EvidenceFormatError(`A proof begins with ${HEADER}.`);
  const extra = lines[0]?.startsWith(EXTRA)
    ? fromBase64((lines.shift() ?? '').slice(EXTRA.length), 'The extra data')
    : undefined;
  const index = lines.shift() ?? '';
  if (!index.startsWith(INDEX)) throw new EvidenceFormatError('The proof does not say the index of its entry.');
  if (lines.length > MOST_HASHES) throw new EvidenceFormatError(`A proof has at most ${MOST_HASHES} hashes.`);
  return {
    index: wholeNumber(index.slice(INDEX.length), 'The index of the proof'),
    hashes: lines.map((line, place) => hashFromBase64(line, `Hash ${place + 1} of the proof`)),
    checkpoint: text.slice(end + 2),
    ...(extra === undefined ? {} : { extra }),
  };
}
