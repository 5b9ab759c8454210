import { z } from 'zod';
import { FORGOTTEN, isForgotten } from './forgotten.js';

/**
 * Text that people type. Refused: control characters, format characters, which reorder or hide text (bidirectional
 * overrides, everything of no width: Unicode TR36), line separators, and halves of surrogate pairs. Normalised to NFC,
 * so that the same name is the same bytes whichever system sent it.
 */

const HIDDEN = /[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const LINE_FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const PROSE_FORBIDDEN = /[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

function describe(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * The first character of some prose that may not stand there, for texts that are checked line by line.
 *
 * @returns its name ('U+200B') and its place from 0; `undefined`: there is none
 */
export function findForbidden(text: string): { readonly name: string; readonly index: number } | undefined {
  const found = PROSE_FORBIDDEN.exec(text);
  return found ? { name: describe(found[0]), index: found.index } : undefined;
}

/** Without white space around it. What is hidden there stays, to be refused like anywhere else. */
function trimmed(text: string): string {
  const kept = text.trim();
  const start = text.indexOf(kept);
  return HIDDEN.test(text.slice(0, start) + text.slice(start + kept.length)) ? text : kept;
}

function textWithout(forbidden: RegExp, maxLength: number) {
  const tooLong = { error: `must be at most ${maxLength} characters long`, abort: true };
  return (
    z
      .string()
      .max(maxLength, tooLong)
      .normalize('NFC')
      .overwrite(trimmed)
      // Again, because NFC makes some characters longer: what passes here must also fit the event that records it.
      .max(maxLength, tooLong)
      .min(1, 'must not be empty')
      .superRefine((value, context) => {
        if (isForgotten(value)) {
          const message = `must not be ${FORGOTTEN}, which stands for what was erased`;
          context.addIssue({ code: 'custom', message });
        }
        const found = forbidden.exec(value);
        if (found) {
          const message = `must not contain the character ${describe(found[0])} (at place ${found.index + 1})`;
          context.addIssue({ code: 'custom', message });
        }
      })
  );
}

/** One line: a name, a title, a reference. */
export const line = (maxLength = 200) => textWithout(LINE_FORBIDDEN, maxLength);

/** Several lines: a reason, a note. Line feeds and tabs are allowed. */
export const prose = (maxLength = 4000) => textWithout(PROSE_FORBIDDEN, maxLength);
