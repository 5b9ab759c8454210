import { createHash, randomUUID } from 'node:crypto';
import type { Caller } from '#platform/access';
import type { StreamName } from '#platform/event-store';
import type { AskedOperation, ReadRecord } from '#platform/graphql';
import { deriveId, digestOf, type Digest } from '#platform/values';
import { instantOf, londonDate } from '#platform/working-days';
import { MOST_FIELDS, MOST_IDS, type Reading } from './reading.events.js';

const ID = /^[a-z]+(-[a-z]+)*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LONGEST_ASKED = 1_000;
const MOST_ASKED = 10;

/** What a reading asks, whenever it is asked. */
export type Question = Omit<Reading, 'readingId'>;

/** What is recorded of an operation. */
export function readingOf({ name, document, variables, fields, texts, directives }: AskedOperation): Question {
  const ids = [...texts, ...textsOf(variables)].filter((text) => ID.test(text));
  return {
    kind: 'OPERATION',
    ...(name !== undefined && { name: name.slice(0, 200) }),
    fields: fields.slice(0, MOST_FIELDS).map((field) => field.slice(0, 200)),
    document: bytesDigest(document),
    variables: digestOf(inUnicode(variables)),
    ids: [...new Set(ids)].slice(0, MOST_IDS),
    asked: directives.slice(0, MOST_ASKED).map((directive) => askedText(directive, variables)),
  };
}

/** The command that records a reading: a new one each time it is asked for. */
export function recordOf(question: Question, { subject, party }: Caller, now: Date): ReadRecord {
  const day = londonDate(instantOf(now));
  const readingId = randomUUID();
  return {
    stream: deriveId('audit-readings', party.id, subject, day) as StreamName,
    type: 'BeginReading',
    input: { ...question, readingId },
    commandId: readingId,
  };
}

/** The variables are told by their values: `@asAt(recorded: "2006-03-21T09:00:00Z")`. */
function askedText(
  { name, arguments: given }: AskedOperation['directives'][number],
  variables: AskedOperation['variables'],
): string {
  const values = Object.entries(given).map(([argument, text]) => {
    const value = text.startsWith('$') ? JSON.stringify(variables[text.slice(1)] ?? null) : text;
    return `${argument}: ${value}`;
  });
  const text = `@${name}(${values.join(', ')})`.replaceAll(/\s+/g, ' ');
  return text.slice(0, LONGEST_ASKED).toWellFormed().trim();
}

/**
 * JSON lets a text hold half a surrogate pair, which has no canonical form. It counts as U+FFFD, as it does in the
 * digest of the document: also what is wrong is on record before it is refused.
 */
function inUnicode(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(inUnicode);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key.toWellFormed(), inUnicode(child)]));
}

function bytesDigest(text: string): Digest {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** The list can hold more than is kept: it ends there. */
function textsOf(value: unknown): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node === 'string') found.push(node);
    else if (typeof node === 'object' && node !== null) for (const child of Object.values(node)) visit(child);
  };
  visit(value);
  return found;
}
