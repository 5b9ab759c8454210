import { z } from 'zod';
import { defineEvents, type EventsOf } from '#platform/event-sourcing';
import { line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { legalEntity, REGISTRIES } from './registry-number.js';

/**
 * How an organisation is built. The pilot's evaluation: complex organisations with few sites need another approach
 * than central control of very many like sites.
 */
export const STRUCTURES = ['COMPLEX_FEW_SITE', 'CENTRALLY_CONTROLLED_MULTI_SITE', 'FRANCHISED', 'MIXED'] as const;

/** A class of the Standard Industrial Classification 2007: five digits. */
export const sicCode = z.string().regex(/^\d{5}$/, 'must be a SIC 2007 code of five digits');

export const organisationEvents = defineEvents('organisations', {
  OrganisationRegistered: {
    version: 1,
    description: 'An organisation entered the register.',
    schema: z.strictObject({ name: line(200), structure: z.enum(STRUCTURES) }),
  },
  OrganisationRenamed: {
    version: 1,
    description: 'The organisation goes by another name.',
    schema: z.strictObject({ name: line(200), formerName: line(200), reason: prose(1000) }),
  },
  LegalEntityAdded: {
    version: 1,
    description: 'A legal entity was found to belong to the organisation.',
    schema: legalEntity,
  },
  LegalEntityRemoved: {
    version: 1,
    description: 'A legal entity no longer belongs to the organisation.',
    schema: z.strictObject({ registry: z.enum(REGISTRIES), number: line(40), reason: prose(1000) }),
  },
  SicCodesSet: {
    version: 1,
    description: 'What the organisation does, by its SIC 2007 codes, the main one first.',
    schema: z.strictObject({ codes: z.array(sicCode).min(1).max(20) }),
  },
  TradingNamesSet: {
    version: 1,
    description: 'The names under which the organisation trades besides its own, for example over its shops.',
    schema: z.strictObject({ names: z.array(line(200)).max(50) }),
  },
  HeadcountReported: {
    version: 1,
    effective: 'asOf',
    description: 'How many people the organisation employs in the United Kingdom.',
    schema: z.strictObject({ ukEmployees: z.int().min(0).max(10_000_000), asOf: plainDateSchema, source: line(200) }),
  },
  StructureClassified: {
    version: 1,
    description: 'How the organisation is built was judged anew.',
    schema: z.strictObject({ structure: z.enum(STRUCTURES), reason: prose(1000) }),
  },
  EligibilityOverridden: {
    version: 1,
    description: 'A lead set aside the computed eligibility.',
    schema: z.strictObject({ eligible: z.boolean(), reason: prose(1000) }),
  },
  EligibilityOverrideWithdrawn: {
    version: 1,
    description: 'The computed eligibility counts again.',
    schema: z.strictObject({ reason: prose(1000) }),
  },
});

export type OrganisationEvent = EventsOf<typeof organisationEvents>;
export type Structure = (typeof STRUCTURES)[number];
