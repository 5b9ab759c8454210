import { z } from 'zod';
import { canonicalText } from '#platform/values';
import { inOrder, planContent, type PlanContent } from './plan.content.js';
import { reason } from './plan.vocabulary.js';

/** One difference between two versions of a plan, for systems. `plan.sentences.ts` says it to people. */
export const planChange = z.strictObject({
  kind: z.enum(['ADDED', 'REMOVED', 'CHANGED']),
  /**
   * Where: names of fields, and the numbers or keys of the things in lists: `priorities`, `3`, `measures`, `1`, `target`.
   */
  path: z.array(z.string().min(1).max(80)).min(1).max(8),
  /** What was there before; left out of what is new. */
  from: z.json().optional(),
  /** What is there now; left out of what is gone. */
  to: z.json().optional(),
  reason: reason.optional(),
});
export type PlanChange = z.output<typeof planChange>;

type Json = Exclude<PlanChange['to'], undefined>;
type JsonObject = { [name: string]: Json };

/** The lists of things with a name of their own within the list, and the field that holds it. */
const NAMED_BY: Readonly<Record<string, 'number' | 'key'>> = {
  principles: 'key',
  priorities: 'number',
  measures: 'number',
  milestones: 'number',
  variations: 'number',
  clauses: 'key',
};

/** Lists whose things are read as a whole: half an answer, or half a clause, says nothing. */
const READ_AS_A_WHOLE: readonly (string | undefined)[] = ['principles', 'clauses'];

/** What makes of one content the other; applied in this order by `applyChanges`. */
export function differences(before: PlanContent, after: PlanContent): readonly PlanChange[] {
  return compareFields([], jsonOf(before), jsonOf(after));
}

/** The same for one part of a plan: what an edit of the thing at `path` changes. */
export function differencesAt(path: readonly string[], from: unknown, to: unknown): readonly PlanChange[] {
  return compare([...path], partOf(from), partOf(to));
}

function compare(path: string[], from: Json | undefined, to: Json | undefined): readonly PlanChange[] {
  if (from === undefined) return to === undefined ? [] : [{ kind: 'ADDED', path, to }];
  if (to === undefined) return [{ kind: 'REMOVED', path, from }];
  if (canonicalText(from) === canonicalText(to)) return [];
  const name = NAMED_BY[path.at(-1) ?? ''];
  if (name && Array.isArray(from) && Array.isArray(to))
    return compareFields(path, byName(from, name), byName(to, name));
  if (isObject(from) && isObject(to) && !isWhole(path, from, to)) return compareFields(path, from, to);
  return [{ kind: 'CHANGED', path, from, to }];
}

function compareFields(path: readonly string[], from: JsonObject, to: JsonObject): readonly PlanChange[] {
  const names = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...names].flatMap((name) => compare([...path, name], from[name], to[name]));
}

/** A thing of another kind has other fields: only the whole of it can be told. */
function isWhole(path: readonly string[], from: JsonObject, to: JsonObject): boolean {
  return READ_AS_A_WHOLE.includes(path.at(-2)) || from['kind'] !== to['kind'];
}

/**
 * The content that the changes make of another one. Whoever holds an old version and the list of changes has the new
 * version, to the same digest.
 * @throws ZodError when the changes are not those of a plan's content
 */
export function applyChanges(content: PlanContent, changes: readonly PlanChange[]): PlanContent {
  const changed = changes.reduce((value: Json, { path, to }) => write(value, path, to), jsonOf(content));
  return inOrder(planContent.parse(changed));
}

function write(value: Json | undefined, [place, ...rest]: readonly string[], to: Json | undefined): Json {
  if (place === undefined) throw new Error('A change has no path.');
  if (Array.isArray(value)) return writeItem(value, place, rest, to);
  const { [place]: former, ...others } = isObject(value) ? value : {};
  const now = rest.length === 0 ? to : write(former, rest, to);
  return now === undefined ? others : { ...others, [place]: now };
}

function writeItem(list: readonly Json[], place: string, rest: readonly string[], to: Json | undefined): Json {
  const index = list.findIndex((item) => nameOf(item) === place);
  const now = rest.length === 0 ? to : write(list[index], rest, to);
  const items = now === undefined ? [] : [now];
  return index < 0 ? [...list, ...items] : list.toSpliced(index, 1, ...items);
}

function nameOf(item: Json): string | undefined {
  if (!isObject(item)) return undefined;
  const name = item['number'] ?? item['key'];
  return name === undefined || name === null ? undefined : String(name);
}

function byName(list: readonly Json[], name: 'number' | 'key'): JsonObject {
  return Object.fromEntries(list.map((item) => [String(isObject(item) ? item[name] : ''), item]));
}

const jsonObject = z.record(z.string(), z.json());

/** As it is stored: without what is left out. */
function jsonOf(content: PlanContent): JsonObject {
  return jsonObject.parse(JSON.parse(canonicalText(content)));
}

function partOf(value: unknown): Json | undefined {
  return value === undefined ? undefined : z.json().parse(JSON.parse(canonicalText(value)));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
