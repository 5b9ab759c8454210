import canonicalize from 'canonicalize';

/**
 * The one text of a JSON value, whatever the order of its keys (RFC 8785).
 * @throws TypeError for what JSON cannot hold
 */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Only what JSON can hold has a canonical text.');
  return text;
}
