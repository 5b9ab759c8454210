import { z } from 'zod';
import { defineEvents, type EventsOf, type PersonalField, textsOnPersons } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';

/** What an officer does for the authority, besides any appointment in a partnership. */
export const OFFICER_ROLES = [
  'INSPECTOR',
  'ENVIRONMENTAL_HEALTH_OFFICER',
  'ACCOUNT_MANAGER_POOL',
  'PARTNERSHIP_MANAGER',
  'PARTNERSHIP_LIAISON_OFFICER',
  'HEALTH_AND_SAFETY_LEAD',
  'COMMUNICATIONS_LEAD',
  'OTHER',
] as const;

const authorityId = idOf('authority');
const officerId = idOf('officer');

/** Up to 254 characters: the longest address that mail can be sent to (RFC 5321). */
export const workEmail = z
  .string()
  .max(254, { error: 'must be at most 254 characters long', abort: true })
  .pipe(z.email('must be an e-mail address, such as name@council.gov.uk'));

export const workPhone = z
  .string()
  .regex(/^\+?\d(?: ?\d){6,18}$/, 'must be a telephone number: 7 to 19 digits, with spaces between if you like');

/** How an officer is reached at work. Personal data of a person in office. */
export const officerContact = z.strictObject({
  name: line(200),
  email: workEmail.optional(),
  phone: workPhone.optional(),
});

/** Names the role; a role that is not in the list has a title. */
export const officerRole = z.strictObject({ role: z.enum(OFFICER_ROLES), title: line(100).optional() });

const inOffice = { subject: { from: 'stream' }, retention: 'officer-in-office' } as const;
const contactIsPersonal: readonly PersonalField[] = [
  { path: ['name'], ...inOffice },
  { path: ['email'], ...inOffice, reaches: true },
  { path: ['phone'], ...inOffice, reaches: true },
];

export const officerEvents = defineEvents('regulators', {
  OfficerRegistered: {
    version: 1,
    effective: 'from',
    description: 'An officer took up service with an authority.',
    schema: officerContact.extend({ officerId, authorityId, from: plainDateSchema }),
    personal: contactIsPersonal,
  },
  OfficerAmended: {
    version: 1,
    description: 'The name of an officer, or how the officer is reached at work, is another one.',
    schema: officerContact.extend({ officerId, reason: prose(1000) }),
    personal: [...contactIsPersonal, ...textsOnPersons(['reason'], 'officer-in-office')],
  },
  RoleAssigned: {
    version: 1,
    effective: 'since',
    description: 'An officer holds a role for the authority from a day on.',
    schema: officerRole.extend({ authorityId, since: plainDateSchema, until: plainDateSchema.optional() }),
  },
  RoleEnded: {
    version: 1,
    description: 'An officer no longer holds a role.',
    schema: officerRole.extend({ since: plainDateSchema, until: plainDateSchema }),
  },
  OfficerTransferred: {
    version: 1,
    effective: 'from',
    description: 'An officer moved to another authority.',
    schema: z.strictObject({
      authorityId,
      formerAuthorityId: authorityId,
      from: plainDateSchema,
      reason: prose(1000),
    }),
    personal: textsOnPersons(['reason'], 'officer-in-office'),
  },
  ServiceEnded: {
    version: 1,
    effective: 'on',
    description: 'An officer left.',
    schema: z.strictObject({ authorityId, on: plainDateSchema, reason: prose(1000) }),
    personal: textsOnPersons(['reason'], 'officer-in-office'),
  },
});

export type OfficerEvent = EventsOf<typeof officerEvents>;
export type OfficerContact = z.output<typeof officerContact>;
export type OfficerRole = z.output<typeof officerRole>;
