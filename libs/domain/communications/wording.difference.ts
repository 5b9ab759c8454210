import { diffArrays, diffWordsWithSpace } from 'diff';
import { describeChange } from './wording-change.sentences.js';

/** A piece of text that both wordings have, or one of them. */
export interface WordingRun {
  readonly kind: 'KEPT' | 'ADDED' | 'REMOVED';
  readonly text: string;
}

/** One place at which two wordings differ. */
export interface WordingChange {
  /** The line of the earlier wording at which it begins, from 1. */
  readonly lineBefore: number;
  /** The line of the later wording at which it begins, from 1. */
  readonly lineAfter: number;
  /** What was taken out: empty where something was only put in. */
  readonly removed: string;
  /** What was put in: empty where something was only taken out. */
  readonly added: string;
}

export interface WordingDifference {
  /**
   * Kept and removed runs together are the earlier wording, kept and added ones the later. In each change the removed run
   * comes first. Empty for two equal wordings.
   */
  readonly runs: readonly WordingRun[];
  readonly changes: readonly WordingChange[];
  /** The changes for people, one sentence each. */
  readonly sentences: readonly string[];
}

/** Edits that are looked for before a part is given as removed and added as a whole: the cost grows with their square. */
const MOST_LINES_EDITED = 1_000;
const MOST_WORDS_EDITED = 400;

/** Below this part kept, lines are another text: words that both happen to have would say nothing. */
const FEWEST_KEPT = 1 / 3;

/**
 * The difference of two wordings: by line, and by word within lines that changed. It takes bounded time for any wordings;
 * where they have little in common, what differs is given as a whole.
 */
export function differenceOfWordings(before: string, after: string): WordingDifference {
  const runs = before === after ? [] : settled(runsOfLines(linesOf(before), linesOf(after)));
  const changes = changesOf(runs);
  return { runs, changes, sentences: changes.map(describeChange) };
}

/**
 * The later wording, made from the earlier one.
 * @throws RangeError when the difference is not one from this wording
 */
export function applyDifference(before: string, { runs }: WordingDifference): string {
  if (runs.length === 0) return before;
  if (textOf(runs, 'REMOVED') !== before) throw new RangeError('The difference is one from another wording.');
  return textOf(runs, 'ADDED');
}

function textOf(runs: readonly WordingRun[], side: 'ADDED' | 'REMOVED'): string {
  return runs.map(({ kind, text }) => (kind === 'KEPT' || kind === side ? text : '')).join('');
}

/** Each with the line feed that ends it. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function runsOfLines(before: string[], after: string[]): WordingRun[] {
  const parts = diffArrays(before, after, { maxEditLength: MOST_LINES_EDITED });
  if (parts === undefined) return replaced(before.join(''), after.join(''));
  let removed = '';
  return parts.flatMap((part, index): WordingRun[] => {
    const text = part.value.join('');
    if (part.removed) {
      removed = text;
      return parts[index + 1]?.added === true ? [] : replaced(text, '');
    }
    if (part.added) {
      const changed = parts[index - 1]?.removed === true ? runsOfWords(removed, text) : replaced('', text);
      return changed;
    }
    return [{ kind: 'KEPT', text }];
  });
}

function runsOfWords(before: string, after: string): WordingRun[] {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MOST_WORDS_EDITED });
  if (parts === undefined) return replaced(before, after);
  const runs = parts.map(({ added, removed, value }): WordingRun => {
    return { kind: added ? 'ADDED' : removed ? 'REMOVED' : 'KEPT', text: value };
  });
  const kept = runs.filter(({ kind }) => kind === 'KEPT').map(({ text }) => text);
  const enough = FEWEST_KEPT * Math.max(lengthOf(before), lengthOf(after));
  return lengthOf(kept.join('')) < enough ? replaced(before, after) : runs;
}

const lengthOf = (text: string): number => text.replace(/\s+/g, '').length;

const replaced = (removed: string, added: string): WordingRun[] => [
  { kind: 'REMOVED', text: removed },
  { kind: 'ADDED', text: added },
];

/**
 * In each place, one removed run and one added. Spaces between two words that both changed belong to the change: 'two
 * sites' became 'all shops', not 'two' became 'all' and 'sites' became 'shops'.
 */
function settled(runs: readonly WordingRun[]): readonly WordingRun[] {
  const result: WordingRun[] = [];
  let [removed, added, spaces] = ['', '', ''];
  const close = (): void => {
    result.push(...replaced(removed, added).filter(({ text }) => text !== ''));
    if (spaces !== '') result.push({ kind: 'KEPT', text: spaces });
    [removed, added, spaces] = ['', '', ''];
  };
  for (const { kind, text } of runs) {
    const changing = removed !== '' || added !== '';
    if (kind === 'KEPT' && changing && /^[^\S\n]+$/.test(text)) spaces += text;
    else if (kind === 'KEPT') {
      close();
      result.push({ kind, text });
    } else {
      [removed, added, spaces] = [removed + spaces, added + spaces, ''];
      if (kind === 'REMOVED') removed += text;
      else added += text;
    }
  }
  close();
  return result;
}

function changesOf(runs: readonly WordingRun[]): readonly WordingChange[] {
  let [lineBefore, lineAfter] = [1, 1];
  return runs.flatMap(({ kind, text }, index): WordingChange[] => {
    const previous = runs[index - 1];
    const here = { lineBefore, lineAfter };
    const feeds = text.split('\n').length - 1;
    if (kind !== 'ADDED') lineBefore += feeds;
    if (kind !== 'REMOVED') lineAfter += feeds;
    if (kind === 'KEPT' || (kind === 'REMOVED' && runs[index + 1]?.kind === 'ADDED')) return [];
    if (kind === 'REMOVED') return [{ ...here, removed: text, added: '' }];
    if (previous?.kind !== 'REMOVED') return [{ ...here, removed: '', added: text }];
    const removedFeeds = previous.text.split('\n').length - 1;
    return [{ ...here, lineBefore: here.lineBefore - removedFeeds, removed: previous.text, added: text }];
  });
}
