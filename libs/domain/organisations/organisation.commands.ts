import { z } from 'zod';
import type { InputsOf } from '#platform/event-sourcing';
import { line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { sicCode, STRUCTURES } from './organisation.events.js';
import { legalEntity, REGISTRIES } from './registry-number.js';

const reason = prose(1000);

export const organisationCommands = {
  RegisterOrganisation: z.strictObject({
    name: line(200),
    structure: z.enum(STRUCTURES),
    legalEntities: z.array(legalEntity).max(50).default([]),
    sicCodes: z.array(sicCode).max(20).default([]),
    headcount: z
      .strictObject({ ukEmployees: z.int().min(0).max(10_000_000), asOf: plainDateSchema, source: line(200) })
      .optional(),
  }),
  RenameOrganisation: z.strictObject({ name: line(200), reason }),
  AddLegalEntity: z.strictObject({ legalEntity }),
  RemoveLegalEntity: z.strictObject({ registry: z.enum(REGISTRIES), number: line(40), reason }),
  SetSicCodes: z.strictObject({ codes: z.array(sicCode).min(1).max(20) }),
  ReportHeadcount: z.strictObject({
    ukEmployees: z.int().min(0).max(10_000_000),
    asOf: plainDateSchema,
    source: line(200),
  }),
  ClassifyStructure: z.strictObject({ structure: z.enum(STRUCTURES), reason }),
  OverrideEligibility: z.strictObject({ eligible: z.boolean(), reason }),
  WithdrawEligibilityOverride: z.strictObject({ reason }),
};

export type OrganisationCommand = InputsOf<typeof organisationCommands>;
