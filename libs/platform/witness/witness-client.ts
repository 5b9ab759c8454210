import {
  EvidenceFormatError,
  parseCheckpoint,
  parseNote,
  parseSignatureLines,
  verifyNote,
  type NoteSignature,
  type NoteVerifierKey,
  type Checkpoint,
} from '#platform/ledger';
import { formatAddCheckpoint, type AddCheckpointRequest } from './add-checkpoint.request.js';
import { SIZE_TYPE } from './witness.js';
import { addCheckpointAddress, cosignedAddress } from './witness-address.js';

export type WitnessReply =
  | { readonly outcome: 'cosigned'; readonly signature: NoteSignature; readonly time: number }
  /** It cosigned another size than was thought. */
  | { readonly outcome: 'other-old-size'; readonly size: number }
  /** It says that this log contradicts what it cosigned before. */
  | { readonly outcome: 'contradicted'; readonly reason: string }
  /** It will not have this log or this request: somebody has to look. */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** No answer, or none that can be used: later perhaps. */
  | { readonly outcome: 'unavailable'; readonly reason: string };

export interface AskedWitness {
  readonly key: NoteVerifierKey;
  /** Submission prefix. */
  readonly url: string;
}

export interface AskOptions {
  /** Ends the request; its time limit is in it. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

const LONGEST_ANSWER = 16 * 1024;
/** How far a witness's clock may be ahead of ours, in seconds. */
const CLOCK_TOLERANCE = 300;
const SIZE = /^(0|[1-9]\d{0,15})\n$/;

/** Asks a witness to cosign. What it answers is checked against its key. */
export async function askWitness(
  witness: AskedWitness,
  request: AddCheckpointRequest,
  { signal, now }: AskOptions,
): Promise<WitnessReply> {
  try {
    const response = await fetch(addCheckpointAddress(witness.url), {
      method: 'POST',
      body: formatAddCheckpoint(request),
      headers: { 'content-type': 'text/plain; charset=utf-8', 'user-agent': 'Concordat' },
      redirect: 'manual',
      signal,
    });
    const body = await beginningOf(response);
    if (response.status === 200) return cosignatureIn(body, witness.key, request.checkpoint, now());
    return refusalOf(response.status, response.headers.get('content-type'), body);
  } catch (error) {
    return unavailable(reasonOf(error));
  }
}

export interface WitnessedCheckpoint extends Checkpoint {
  /** The signed note, with signatures of the log and of the witness that hold. */
  readonly note: string;
  /** When the witness signed. */
  readonly at: Date;
}

/**
 * What a witness cosigned last of a log, checked against the keys of both: it stands, whatever the log says now.
 * @returns undefined when it has cosigned nothing of the log, or does not show it
 * @throws when the witness does not answer, and EvidenceFormatError when the answer is not by those keys
 */
export async function fetchWitnessed(
  { key, url }: AskedWitness,
  origin: string,
  logKeys: readonly NoteVerifierKey[],
  signal: AbortSignal,
): Promise<WitnessedCheckpoint | undefined> {
  const response = await fetch(cosignedAddress(url, origin), { redirect: 'manual', signal });
  const note = await beginningOf(response);
  if (response.status === 404) return undefined;
  if (response.status !== 200) throw new Error(`${response.status} ${excerpt(note)}`);
  const parsed = parseNote(note);
  const checkpoint = parseCheckpoint(parsed.text);
  const time = verifyNote(parsed, [key])[0]?.time;
  if (checkpoint.origin !== origin || time === undefined || verifyNote(parsed, logKeys).length === 0) {
    throw new EvidenceFormatError(`What ${key.name} shows is not a checkpoint of ${origin} that both have signed.`);
  }
  return { ...checkpoint, note, at: new Date(time * 1000) };
}

/**
 * The largest checkpoint of a log that any of these witnesses shows; those that do not answer in time are left out.
 * Whoever starts from a backup learns by it what the log once was.
 */
export async function largestWitnessed(
  witnesses: readonly AskedWitness[],
  log: { readonly origin: string; readonly keys: readonly NoteVerifierKey[] },
  signal: AbortSignal,
): Promise<WitnessedCheckpoint | undefined> {
  const shown = await Promise.allSettled(
    witnesses.map((witness) => fetchWitnessed(witness, log.origin, log.keys, signal)),
  );
  return shown
    .flatMap((each) => (each.status === 'fulfilled' && each.value ? [each.value] : []))
    .sort((one, other) => other.size - one.size)[0];
}

function cosignatureIn(body: string, key: NoteVerifierKey, checkpoint: string, now: Date): WitnessReply {
  try {
    // Signatures by other keys say nothing.
    const signature = parseSignatureLines(body).find((each) => each.name === key.name && each.keyId === key.keyId);
    if (!signature) return unavailable(`The answer holds no signature of ${key.name} (key ${key.keyId}).`);
    const [verified] = verifyNote({ text: parseNote(checkpoint).text, signatures: [signature] }, [key]);
    const time = verified?.time ?? 0;
    if (time > now.getTime() / 1000 + CLOCK_TOLERANCE) return unavailable('The clock of the witness is ahead.');
    return { outcome: 'cosigned', signature, time };
  } catch (error) {
    if (error instanceof EvidenceFormatError) return unavailable(error.message);
    throw error;
  }
}

function refusalOf(status: number, contentType: string | null, body: string): WitnessReply {
  const reason = `${status} ${excerpt(body)}`.trim();
  if (status === 409) {
    const size = contentType?.startsWith(SIZE_TYPE) ? SIZE.exec(body)?.[1] : undefined;
    return size === undefined ? { outcome: 'contradicted', reason } : { outcome: 'other-old-size', size: Number(size) };
  }
  if (status === 422) return { outcome: 'contradicted', reason };
  if (status === 408 || status === 429 || status >= 500) return unavailable(reason);
  return { outcome: 'refused', reason };
}

/** One line without control characters: it goes into logs and to people. */
function excerpt(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 200);
}

function unavailable(reason: string): WitnessReply {
  return { outcome: 'unavailable', reason };
}

/** What lies below `fetch failed` says why. */
function reasonOf(error: unknown): string {
  const cause = hasMessage(error) && 'cause' in error ? error.cause : undefined;
  if (hasMessage(cause) && cause.message !== '') return excerpt(cause.message);
  return excerpt(hasMessage(error) ? error.message : String(error));
}

/** Told by its form: `fetch` makes its errors in another realm where test runners have them. */
function hasMessage(error: unknown): error is { readonly message: string } {
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';
}

/** @throws when the answer is longer than any can be */
async function beginningOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > LONGEST_ANSWER) throw new Error('The answer is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
