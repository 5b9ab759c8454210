import { v5 as uuidVersion5 } from 'uuid';
import { z } from 'zod';

/**
 * The id of an object: `<kind>-<uuid>`. For an aggregate it is also the name of its stream, so one text identifies
 * an object in the log, in the read models, in GraphQL and in an operator's command line.
 */
export type IdOf<Kind extends string> = `${Kind}-${string}`;

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Schema of the ids of one kind. */
export function idOf<Kind extends string>(kind: Kind) {
  const pattern = new RegExp(`^${kind}-${UUID}$`);
  const article = /^[aeiou]/.test(kind) ? 'an' : 'a';
  return z.custom<IdOf<Kind>>(
    (value) => typeof value === 'string' && pattern.test(value),
    `must be the id of ${article} ${kind.replaceAll('-', ' ')} (${kind}-<uuid>)`,
  );
}

/** Fixed for ever: every id derived from a natural key or a command rests on it. */
const NAMESPACE = 'b27b1f5e-5d3a-5f0e-9d67-0f6f2f1f8c11';

/**
 * The id that belongs to a natural key, for example `deriveId('authority', 'S12000042')`: the same in every import,
 * without a look-up. Parts are joined unambiguously.
 */
export function deriveId<Kind extends string>(kind: Kind, ...key: readonly string[]): IdOf<Kind> {
  return `${kind}-${deriveUuid(kind, ...key)}`;
}

export function deriveUuid(...key: readonly string[]): string {
  return uuidVersion5(JSON.stringify(key), NAMESPACE);
}
