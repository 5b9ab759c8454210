import { z } from 'zod';
import { defineEvents, type EventsOf } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { NATIONS, plainDateSchema } from '#platform/working-days';
import { gssCode, localCode } from './authority-code.js';

export const AUTHORITY_KINDS = [
  'HSE',
  'HSE_DIVISION',
  'LOCAL_AUTHORITY',
  'COORDINATING_BODY',
  'ADVISORY_BODY',
  'OTHER_BODY',
] as const;

const authorityId = idOf('authority');

/** What may change about an authority besides its name, and is not decided by its end. */
export const authorityDetails = z.strictObject({
  localCode: localCode.optional(),
  nation: z.enum(NATIONS).optional(),
  region: line(100).optional(),
  typeCode: z
    .string()
    .regex(/^[A-Z]{1,8}$/, 'must be up to eight capital letters, such as NMD')
    .optional(),
  typeName: line(100).optional(),
  startedOn: plainDateSchema.optional(),
  /** The county council in whose area a district council lies. */
  countyId: authorityId.optional(),
  /** HSE, for one of its divisions. */
  parentId: authorityId.optional(),
});

/** An authority that takes over from another one, from a day on. */
export const successor = z.strictObject({ authorityId, from: plainDateSchema });

const dissolution = z.strictObject({
  endedOn: plainDateSchema,
  successors: z.array(successor).max(20).readonly(),
  reason: prose(1000),
});

export const authorityEvents = defineEvents('regulators', {
  AuthorityRegistered: {
    version: 1,
    effective: 'startedOn',
    description: 'An authority entered the register.',
    schema: authorityDetails.extend({
      kind: z.enum(AUTHORITY_KINDS),
      gssCode: gssCode.optional(),
      officialName: line(200),
      name: line(200),
      source: line(200).optional(),
    }),
  },
  AuthorityRenamed: {
    version: 1,
    effective: 'from',
    description: 'The authority goes by another name and stays the same authority.',
    schema: z.strictObject({
      officialName: line(200),
      name: line(200),
      formerOfficialName: line(200),
      formerName: line(200),
      /** Left out where a source gives the new name and not the day. */
      from: plainDateSchema.optional(),
      reason: prose(1000),
    }),
  },
  GssCodeAssigned: {
    version: 1,
    description: 'A local authority that was known by its local code alone has a GSS code; its id stays as it is.',
    schema: z.strictObject({ gssCode, reason: prose(1000) }),
  },
  AuthorityAmended: {
    version: 1,
    description: 'The details of an authority were corrected or completed.',
    schema: authorityDetails.extend({ reason: prose(1000) }),
  },
  AuthorityDissolved: {
    version: 1,
    effective: 'endedOn',
    description: 'The authority ends or ended, and who takes over from it.',
    schema: dissolution,
  },
  DissolutionCorrected: {
    version: 1,
    effective: 'endedOn',
    description: 'The end of the authority, or who takes over, was recorded wrongly and is now right.',
    schema: dissolution,
  },
  DissolutionWithdrawn: {
    version: 1,
    description: 'The authority does not end after all.',
    schema: z.strictObject({ reason: prose(1000) }),
  },
});

export type AuthorityEvent = EventsOf<typeof authorityEvents>;
export type AuthorityKind = (typeof AUTHORITY_KINDS)[number];
export type AuthorityDetails = z.output<typeof authorityDetails>;
export type Successor = z.output<typeof successor>;
