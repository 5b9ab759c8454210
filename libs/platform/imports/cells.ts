import { z } from 'zod';
import { line } from '#platform/values';
import type { Nation } from '#platform/working-days';

/** What cells of several kinds of file have in common. */

const NATION_CODES = {
  England: 'GB-ENG',
  Scotland: 'GB-SCT',
  Wales: 'GB-WLS',
  'Northern Ireland': 'GB-NIR',
} as const satisfies Record<string, Nation>;

/** A nation by its name. */
export const nationCell = z
  .enum(['England', 'Scotland', 'Wales', 'Northern Ireland'], 'must be England, Scotland, Wales or Northern Ireland')
  .transform((name) => NATION_CODES[name]);

/** A whole number from 0 to 99,999,999. */
export const wholeNumberCell = z
  .string()
  .regex(/^\d{1,8}$/, 'must be a whole number without separators')
  .transform(Number);

/** `yes` or `no`, also as spreadsheets write it: `True`, `FALSE`. */
export const yesNoCell = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['yes', 'no', 'true', 'false'], 'must be yes or no'))
  .transform((text) => text === 'yes' || text === 'true');

/** Several texts, with a separator between; empty ones are left out. */
export function listCell<Item extends z.ZodType<unknown, string>>(
  separator: string | RegExp,
  item: Item,
  most: number,
) {
  return z
    .string()
    .transform((text) => partsOf(text, separator))
    .pipe(z.array(item).max(most, `must hold at most ${most}`));
}

/** One line, though in other systems it often is several: an address. */
export function joinedLinesCell(maxLength: number) {
  return z
    .string()
    .transform((text) => partsOf(text, '\n').join(', '))
    .pipe(line(maxLength));
}

function partsOf(text: string, separator: string | RegExp): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The fields that a row gives, for the input of a command: a cell that is empty is not there. */
export function present(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
