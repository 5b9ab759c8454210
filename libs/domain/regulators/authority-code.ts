import { z } from 'zod';
import { deriveId, type IdOf } from '#platform/values';
import type { Nation } from '#platform/working-days';

/** A code of the Government Statistical Service: its nation's letter and eight digits, two for the kind of area. */
const GSS_CODE = /^[ENSW]\d{8}$/;

export const gssCode = z
  .string()
  .regex(GSS_CODE, 'must be a GSS code: the letter E, N, S or W and eight digits, such as S12000042');

/** A short code that registers use besides: `DND` for Dundee, `HSE` or `LACORS` for a body without a GSS code. */
export const localCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9-]{0,15}$/, 'must be a code of up to 16 capital letters, digits and hyphens, such as LACORS')
  .refine((code) => !GSS_CODE.test(code), 'must not be a GSS code; give that as the GSS code');

const NATION_LETTERS: Readonly<Record<string, Nation>> = { E: 'GB-ENG', N: 'GB-NIR', S: 'GB-SCT', W: 'GB-WLS' };

/** The nation in which the area of a GSS code lies. */
export function nationOfGssCode(code: string): Nation | undefined {
  return NATION_LETTERS[code.charAt(0)];
}

/**
 * The id of the authority with this code: the GSS code of a council, the local code of a body that has none (`HSE`,
 * `LACORS`, `HELA`). The same in every import, without a look-up.
 */
export function authorityIdOf(code: string): IdOf<'authority'> {
  return deriveId('authority', code);
}

/**
 * The code that decides an authority's id; `undefined` when none is given. The id stays when a GSS code comes later to an
 * authority that was entered under its local code.
 */
export function identifyingCode(codes: { readonly gssCode?: unknown; readonly localCode?: unknown }) {
  if (typeof codes.gssCode === 'string') return codes.gssCode;
  return typeof codes.localCode === 'string' ? codes.localCode : undefined;
}
