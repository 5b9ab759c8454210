import { z } from 'zod';
import { idOf, line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { handoverItem } from './appointments.events.js';
import { APPOINTMENT_BASES, APPOINTMENT_ROLES, reason } from './partnership.vocabulary.js';

const officerId = idOf('officer');
const number = z.int().min(1);
const basis = z.enum(APPOINTMENT_BASES).default('APPOINTED');

export const appointmentCommands = {
  AppointOfficer: z
    .strictObject({
      role: z.enum(APPOINTMENT_ROLES),
      region: line(100).optional(),
      officerId,
      basis,
      from: plainDateSchema,
      withoutShadowReason: reason.optional(),
    })
    .superRefine(({ role, region }, context) => {
      if ((role === 'LIAISON_OFFICER') === (region !== undefined)) return;
      const message = 'must be given for a liaison officer, and for nobody else';
      context.addIssue({ code: 'custom', path: ['region'], message });
    }),
  HandOverAppointment: z.strictObject({
    appointment: number,
    officerId,
    basis,
    from: plainDateSchema,
    items: z.array(handoverItem).min(1).max(50),
    openMatters: z.array(prose(1000)).max(50).default([]),
    withoutShadowReason: reason.optional(),
  }),
  EndAppointment: z.strictObject({
    appointment: number,
    until: plainDateSchema,
    reason,
    withoutShadowReason: reason.optional(),
  }),
  RecordAbsence: z.strictObject({ from: plainDateSchema, until: plainDateSchema }),
  MoveAbsenceEnd: z.strictObject({ absence: number, until: plainDateSchema }),
};
