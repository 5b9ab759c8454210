import { z } from 'zod';
import { line } from '#platform/values';

/** Where a legal entity is registered. `INTERNAL` is for bodies without a register, numbered by whoever records them. */
export const REGISTRIES = ['COMPANIES_HOUSE', 'CHARITY_COMMISSION', 'INTERNAL'] as const;

interface NumberFormat {
  readonly pattern: RegExp;
  readonly hint: string;
}

/**
 * Companies House: eight characters, digits only or a two-character prefix (SC Scotland, NI Northern Ireland, OC
 * limited liability partnership, R0 …) and six digits; mutuals of the old registers five digits and R (IP00525R).
 * Charity Commission for England and Wales: six or seven digits, a linked charity with its suffix; Scottish charities
 * (OSCR) SC and six digits; Northern Ireland NIC and six digits.
 */
const FORMATS: Readonly<Record<(typeof REGISTRIES)[number], NumberFormat>> = {
  COMPANIES_HOUSE: {
    pattern: /^(\d{8}|[A-Z]{2}\d{6}|[A-Z]{2}\d{5}R|R\d{7})$/,
    hint: 'a company number is eight characters, such as 00445790 or SC123456',
  },
  CHARITY_COMMISSION: {
    pattern: /^(\d{6,7}(-\d{1,4})?|SC\d{6}|NIC\d{6})$/,
    hint: 'a charity number is six or seven digits, such as 1034542, or SC or NIC and six digits',
  },
  INTERNAL: { pattern: /^[A-Za-z0-9][A-Za-z0-9./-]{0,39}$/, hint: 'use letters, digits, dots, slashes and hyphens' },
};

/** A legal entity as its registry knows it. */
export const legalEntity = z
  .strictObject({ name: line(200), registry: z.enum(REGISTRIES), number: line(40) })
  .superRefine(({ registry, number }, context) => {
    const { pattern, hint } = FORMATS[registry];
    if (pattern.test(number)) return;
    context.addIssue({ code: 'custom', path: ['number'], message: `is not a number of this registry: ${hint}` });
  });

export type LegalEntity = z.output<typeof legalEntity>;

/** What tells legal entities apart: the name may change. */
export function entityKey({ registry, number }: Pick<LegalEntity, 'registry' | 'number'>): string {
  return `${registry} ${number}`;
}
