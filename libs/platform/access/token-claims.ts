import { z } from 'zod';
import { TokenRefusedError } from './access.errors.js';
import { PARTY_KINDS, ROLES, type Caller } from './caller.js';
import { CONSTANT_PARTY_IDS, PARTIES_WITH_OFFICERS, ROLES_OF_PARTIES } from './roles-of-parties.js';
import { SYSTEM_SUBJECT_PREFIX } from './system-caller.js';

const IDENTIFIER_RULE = 'must be 1 to 255 visible ASCII characters';
const identifier = z.string({ error: IDENTIFIER_RULE }).regex(/^[\x21-\x7e]{1,255}$/, { error: IDENTIFIER_RULE });

const OFFICER_ID_RULE = 'must be officer- and a UUID in lower case';
const officerId = z
  .string({ error: OFFICER_ID_RULE })
  .regex(/^officer-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, { error: OFFICER_ID_RULE });

const PARTY_ID_RULE = 'must be 1 to 128 letters, digits, dots, hyphens, underscores or colons';
const party = z.object(
  {
    kind: z.enum(PARTY_KINDS, { error: `must be one of ${PARTY_KINDS.join(', ')}` }),
    id: z.string({ error: PARTY_ID_RULE }).regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/, { error: PARTY_ID_RULE }),
  },
  { error: 'must be an object with kind and id' },
);

const roles = z
  .array(z.enum(ROLES, { error: `must be one of ${ROLES.join(', ')}` }), { error: 'must be a list of roles' })
  .min(1, { error: 'must hold at least one role' })
  .max(ROLES.length, { error: `must hold at most ${ROLES.length} roles` });

const claimsSchema = z
  .object({
    sub: identifier.refine((sub) => !sub.startsWith(SYSTEM_SUBJECT_PREFIX), {
      error: `must not begin with ${SYSTEM_SUBJECT_PREFIX}, which is kept for the service itself`,
    }),
    client_id: identifier.optional(),
    azp: identifier.optional(),
    concordat_party: party,
    concordat_roles: roles,
    concordat_officer: officerId.optional(),
  })
  .superRefine((claims, context) => {
    const { kind, id } = claims.concordat_party;
    const refuse = (path: PropertyKey[], message: string): void => context.addIssue({ code: 'custom', path, message });
    if (claims.client_id === undefined && claims.azp === undefined) {
      refuse(['client_id'], 'must name the client system (azp is taken as well)');
    }
    const constantId = CONSTANT_PARTY_IDS[kind];
    if (constantId !== undefined && id !== constantId) {
      refuse(['concordat_party', 'id'], `must be ${constantId} for a party of kind ${kind}`);
    }
    claims.concordat_roles.forEach((role, index) => {
      if (ROLES_OF_PARTIES[kind].includes(role)) return;
      refuse(
        ['concordat_roles', index],
        `must be one of ${ROLES_OF_PARTIES[kind].join(', ')} for a party of kind ${kind}`,
      );
    });
    if (claims.concordat_officer !== undefined && !PARTIES_WITH_OFFICERS.includes(kind)) {
      refuse(['concordat_officer'], `must be left out for a party of kind ${kind}`);
    }
  });

/**
 * The caller that verified claims describe.
 * @throws {TokenRefusedError} `claims`, naming each claim at fault and the rule it breaks, never its value.
 */
export function callerFromClaims(claims: unknown): Caller {
  const read = claimsSchema.safeParse(claims);
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${claimName(issue.path)} ${issue.message}`);
    throw new TokenRefusedError('claims', `The access token cannot be used: ${faults.join('; ')}.`);
  }
  const { sub, client_id, azp, concordat_party, concordat_roles, concordat_officer } = read.data;
  return Object.freeze<Caller>({
    party: Object.freeze(concordat_party),
    subject: sub,
    roles: new Set(concordat_roles),
    ...(concordat_officer === undefined ? {} : { officerId: concordat_officer }),
    client: client_id ?? azp ?? '',
  });
}

function claimName(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index ? '.' : ''}${String(part)}`))
    .join('');
}
