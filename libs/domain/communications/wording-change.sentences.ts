import type { WordingChange } from './wording.difference.js';

/** 'Line 3: “30 June” became “30 September”.' */
export function describeChange({ lineBefore, lineAfter, removed, added }: WordingChange): string {
  const [was, is] = [quoted(removed), quoted(added)];
  const place = `Line ${lineAfter}`;
  if (removed.trim() === added.trim() || (was === undefined && is === undefined))
    return `${place}: only the spacing changed.`;
  if (was === undefined) return `${place}: ${is} was added.`;
  if (is === undefined) return `Line ${lineBefore} of the earlier wording: ${was} was removed.`;
  return `${place}: ${was} became ${is}.`;
}

const LONGEST_QUOTED = 160;

/** On one line, shortened in the middle; `undefined`: nothing that could be seen. */
function quoted(text: string): string | undefined {
  const characters = [...text.trim().replace(/\s+/g, ' ')];
  if (characters.length === 0) return undefined;
  const half = LONGEST_QUOTED / 2;
  const shown =
    characters.length > LONGEST_QUOTED ? [...characters.slice(0, half), ' … ', ...characters.slice(-half)] : characters;
  return `“${shown.join('')}”`;
}
