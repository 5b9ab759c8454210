import { z } from 'zod';
import { defineEvents, type EventsOf } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { NATIONS, plainDateSchema } from '#platform/working-days';

/** Unique Property Reference Number: up to twelve digits, no leading zero. */
export const uprn = z.string().regex(/^[1-9]\d{0,11}$/, 'must be a UPRN: up to twelve digits without leading zeros');

export const postcode = z
  .string()
  .regex(/^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/, 'must be a postcode in capitals with its space, such as DD1 4BJ');

/** What an allocation covers. A part or an activity has a text of its own; each is allocated by itself. */
export const allocationScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('WHOLE') }),
  z.strictObject({ kind: z.literal('PART'), description: line(200) }),
  z.strictObject({ kind: z.literal('ACTIVITY'), description: line(200) }),
]);
export type AllocationScope = z.output<typeof allocationScope>;

export const siteDetails = z.strictObject({
  name: line(200),
  address: line(300).optional(),
  postcode: postcode.optional(),
  uprn: uprn.optional(),
  nation: z.enum(NATIONS),
});

const authorityId = idOf('authority');

export const siteEvents = defineEvents('organisations', {
  SiteOpened: {
    version: 1,
    effective: 'openedOn',
    description: 'A site of an organisation entered the register.',
    schema: siteDetails.extend({ organisationId: idOf('organisation'), openedOn: plainDateSchema.optional() }),
  },
  SiteAmended: {
    version: 1,
    description: 'The details of a site were corrected or completed.',
    schema: siteDetails.extend({ reason: prose(1000) }),
  },
  OpeningDayCorrected: {
    version: 1,
    effective: 'openedOn',
    description: 'The day on which the site opened was given or corrected; it is not known when it is left out.',
    schema: z.strictObject({ openedOn: plainDateSchema.optional(), reason: prose(1000) }),
  },
  SiteClosed: {
    version: 1,
    effective: 'closedOn',
    description: 'The organisation no longer works at the site.',
    schema: z.strictObject({ organisationId: idOf('organisation'), closedOn: plainDateSchema, reason: prose(1000) }),
  },
  ClosureCorrected: {
    version: 1,
    effective: 'closedOn',
    description: 'The site closed on another day than was on record.',
    schema: z.strictObject({ closedOn: plainDateSchema, reason: prose(1000) }),
  },
  ClosureWithdrawn: {
    version: 1,
    description: 'The site was not closed after all: its closure was on record by mistake.',
    schema: z.strictObject({ organisationId: idOf('organisation'), reason: prose(1000) }),
  },
  EnforcementAllocated: {
    version: 1,
    effective: 'from',
    description: 'Who enforces at the site, by its main activity (SI 1998/494).',
    schema: z.strictObject({
      authorityId,
      scope: allocationScope,
      from: plainDateSchema,
      mainActivity: line(200),
    }),
  },
  EnforcementTransferred: {
    version: 1,
    effective: 'from',
    description: 'Enforcement passed to another authority by agreement (SI 1998/494, regulation 5).',
    schema: z.strictObject({
      authorityId,
      formerAuthorityId: authorityId,
      scope: allocationScope,
      from: plainDateSchema,
      reason: prose(1000),
    }),
  },
  EnforcementAssigned: {
    version: 1,
    effective: 'from',
    description: 'An uncertain responsibility was settled (SI 1998/494, regulation 6).',
    schema: z.strictObject({
      authorityId,
      formerAuthorityId: authorityId.optional(),
      scope: allocationScope,
      from: plainDateSchema,
      reason: prose(1000),
    }),
  },
  AllocationWithdrawn: {
    version: 1,
    effective: 'from',
    description: 'The allocation of a scope that began last was on record by mistake; the one before it counts again.',
    schema: z.strictObject({ authorityId, scope: allocationScope, from: plainDateSchema, reason: prose(1000) }),
  },
});

export type SiteEvent = EventsOf<typeof siteEvents>;
