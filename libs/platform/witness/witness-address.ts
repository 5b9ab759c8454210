const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

export const WITNESS_ADDRESS_RULE =
  'must be an https address (http only on this machine), without user name, query or fragment';

/** An address prefix of a log or of a witness. */
export function isWitnessAddress(text: string): boolean {
  if (text.length > 2_000 || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username + password + search + hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
}

/** The submission prefix with or without a slash at its end. */
export function addCheckpointAddress(prefix: string): string {
  return `${withoutSlash(prefix)}/add-checkpoint`;
}

/** Where a witness of this project shows what it cosigned last of a log. */
export function cosignedAddress(prefix: string, origin: string): string {
  return `${withoutSlash(prefix)}/checkpoints/${encodeURIComponent(origin)}`;
}

function withoutSlash(prefix: string): string {
  return prefix.replace(/\/+$/, '');
}
