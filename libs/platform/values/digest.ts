import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalText } from './canonical.js';

/** SHA-256 of exact content: `sha256:` and 64 lower-case hexadecimal digits. */
export type Digest = `sha256:${string}`;

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** A check, not a transform: what passes holds the type's own pattern. */
export const digestSchema = z
  .string()
  .regex(DIGEST, 'must be a SHA-256 digest: sha256: and 64 lower-case hexadecimal digits') as unknown as z.ZodType<
  Digest,
  Digest
>;

/**
 * The digest of a JSON value in its canonical form (RFC 8785): the same for the same content, whichever system wrote
 * it down, and another one for any other content.
 */
export function digestOf(content: unknown): Digest {
  return `sha256:${createHash('sha256').update(canonicalText(content)).digest('hex')}`;
}
