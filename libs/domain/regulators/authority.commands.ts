import { z } from 'zod';
import type { InputsOf } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { gssCode } from './authority-code.js';
import { AUTHORITY_KINDS, authorityDetails, type AuthorityKind } from './authority.events.js';

const reason = prose(1000);

const identity = authorityDetails.extend({
  kind: z.enum(AUTHORITY_KINDS),
  gssCode: gssCode.optional(),
  officialName: line(200),
  /** The name by which it is known; the official name when left out. */
  name: line(200).optional(),
});

const successors = z
  .array(z.strictObject({ authorityId: idOf('authority'), from: plainDateSchema.optional() }))
  .max(20)
  .default([]);

const dissolution = z.strictObject({ endedOn: plainDateSchema, successors, reason });

export const authorityCommands = {
  RegisterAuthority: identity,
  RenameAuthority: z.strictObject({
    officialName: line(200),
    name: line(200).optional(),
    from: plainDateSchema,
    reason,
  }),
  AmendAuthority: authorityDetails.extend({ reason }),
  AssignGssCode: z.strictObject({ gssCode, reason }),
  DissolveAuthority: dissolution,
  CorrectDissolution: dissolution,
  WithdrawDissolution: z.strictObject({ reason }),
  /** Everything a source says about an authority: what differs from the register is recorded. */
  RecordAuthority: identity.extend({ endedOn: plainDateSchema.optional(), successors, source: line(200) }),
};

type AuthorityInput = InputsOf<typeof authorityCommands>;

/** What counts of an authority that a command names. */
export interface KnownAuthority {
  readonly kind: AuthorityKind;
  readonly countyId: string | null;
}

/** What the register says about the authorities that a command names. */
export interface NamedAuthorities {
  readonly ownId: string;
  /** Those in the register, by id. */
  readonly known: ReadonlyMap<string, KnownAuthority>;
}

/** Another authority that has one of the codes given; `undefined` when there is none. */
export interface CodeFacts {
  readonly holder: { readonly officialName: string; readonly gssCode: string | null } | undefined;
}

/** What the register says about the place of an authority in its line of succession. */
export interface SuccessionFacts extends NamedAuthorities {
  /** Everything that the authority succeeds, directly or not. */
  readonly predecessors: ReadonlySet<string>;
}

interface FactsByCommand {
  readonly RegisterAuthority: NamedAuthorities & CodeFacts;
  readonly AmendAuthority: NamedAuthorities;
  readonly AssignGssCode: CodeFacts;
  readonly DissolveAuthority: SuccessionFacts;
  readonly CorrectDissolution: SuccessionFacts;
  /** A source may name authorities that it lists further down, so that they are not looked up. */
  readonly RecordAuthority: Pick<SuccessionFacts, 'ownId'>;
}

/** The authority commands, with what the decider must know besides as `facts`. */
export type AuthorityCommand = {
  [Type in AuthorityInput['type']]: {
    readonly type: Type;
    readonly data: Extract<AuthorityInput, { type: Type }>['data'] &
      (Type extends keyof FactsByCommand ? { readonly facts: FactsByCommand[Type] } : unknown);
  };
}[AuthorityInput['type']];
