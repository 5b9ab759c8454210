import { z } from 'zod';
import { type EventCatalogue, type EventDefinition, type EventsOf, textsOnPersonsOf } from '#platform/event-sourcing';
import { FORGOTTEN, idOf, line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { APPOINTMENT_BASES, APPOINTMENT_ROLES, OFFICER_SIDES, reason } from './partnership.vocabulary.js';

const officerId = idOf('officer');
/** Appointments and absences are numbered from 1 in the order of recording. */
const number = z.int().min(1);

/** Who holds which post. A region belongs to the posts of liaison officers only. */
export const appointmentFacts = z.strictObject({
  appointment: number,
  role: z.enum(APPOINTMENT_ROLES),
  region: line(100).optional(),
  officerId,
  authorityId: idOf('authority'),
  side: z.enum(OFFICER_SIDES),
  basis: z.enum(APPOINTMENT_BASES),
  from: plainDateSchema,
});

export const handoverItem = z.strictObject({ item: line(200), done: z.boolean(), note: prose(1000).optional() });

export const appointmentEvents = {
  OfficerAppointed: {
    version: 1,
    effective: 'from',
    description: 'An officer took up a post that nobody held.',
    schema: appointmentFacts,
  },
  SuccessorAppointed: {
    version: 1,
    effective: 'from',
    description: 'An officer took over a post; the tenure of the predecessor ended at the same instant.',
    schema: appointmentFacts.extend({ follows: number, formerOfficerId: officerId }),
  },
  HandoverRecorded: {
    version: 1,
    description: 'What was handed over with a post, and what is open. For regulators only.',
    schema: z.strictObject({
      appointment: number,
      items: z.array(handoverItem),
      openMatters: z.array(prose(1000)),
    }),
    personal: [
      ...textsOnPersonsOf('appointment', ['items.note']),
      // Sealed as one value, so that not even their number is told when they are forgotten.
      {
        path: ['openMatters'],
        subject: { from: 'stream-and-data', path: ['appointment'] },
        retention: 'free-text',
        whenForgotten: [FORGOTTEN],
      },
    ],
  },
  AppointmentEnded: {
    version: 1,
    description: 'An officer left a post and nobody took over.',
    schema: z.strictObject({ appointment: number, role: z.enum(APPOINTMENT_ROLES), until: plainDateSchema }),
  },
  AppointmentEndExplained: {
    version: 1,
    description: 'Why an appointment ended. For regulators only.',
    schema: z.strictObject({ appointment: number, reason }),
    personal: textsOnPersonsOf('appointment', ['reason']),
  },
  ShadowDispensedWith: {
    version: 1,
    description:
      'Why there is an account manager without a shadow though HSE and local authorities both enforce. For regulators only.',
    schema: z.strictObject({ reason }),
  },
  AbsenceRecorded: {
    version: 1,
    effective: 'from',
    description: 'The account manager is absent from a day until the day of return; the shadow acts.',
    schema: z.strictObject({ absence: number, officerId, from: plainDateSchema, until: plainDateSchema }),
  },
  AbsenceEndMoved: {
    version: 1,
    description: 'The account manager returns on another day than recorded.',
    schema: z.strictObject({ absence: number, until: plainDateSchema }),
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

export type AppointmentEvent = EventsOf<EventCatalogue<typeof appointmentEvents>>;
