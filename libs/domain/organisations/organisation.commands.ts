import { z } from 'zod';
import type { InputsOf } from '#platform/event-sourcing';
import { line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { sicCode, STRUCTURES } from './organisation.events.js';
import { legalEntity, REGISTRIES } from './registry-number.js';

const reason = prose(1000);
const headcount = z.strictObject({
  ukEmployees: z.int().min(0).max(10_000_000),
  asOf: plainDateSchema,
  source: line(200),
});

export const organisationCommands = {
  RegisterOrganisation: z.strictObject({
    name: line(200),
    structure: z.enum(STRUCTURES),
    legalEntities: z.array(legalEntity).max(50).default([]),
    sicCodes: z.array(sicCode).max(20).default([]),
    headcount: headcount.optional(),
  }),
  /** Given by imports only: what another register says of the organisation, whether it is on record or not. */
  RecordOrganisation: z.strictObject({
    name: line(200),
    structure: z.enum(STRUCTURES),
    legalEntity,
    sicCodes: z.array(sicCode).max(20).default([]),
    headcount: headcount.optional(),
    reason,
  }),
  RenameOrganisation: z.strictObject({ name: line(200), reason }),
  AddLegalEntity: z.strictObject({ legalEntity }),
  RemoveLegalEntity: z.strictObject({ registry: z.enum(REGISTRIES), number: line(40), reason }),
  SetSicCodes: z.strictObject({ codes: z.array(sicCode).min(1).max(20) }),
  /** All of them: a name left out is no longer used. */
  SetTradingNames: z.strictObject({ names: z.array(line(200)).max(50) }),
  ReportHeadcount: headcount,
  ClassifyStructure: z.strictObject({ structure: z.enum(STRUCTURES), reason }),
  OverrideEligibility: z.strictObject({ eligible: z.boolean(), reason }),
  WithdrawEligibilityOverride: z.strictObject({ reason }),
};

type OrganisationInput = InputsOf<typeof organisationCommands>;

/** Commands that give an organisation registry numbers: the decider must know who has them already. */
type Naming = 'RegisterOrganisation' | 'RecordOrganisation' | 'AddLegalEntity';
interface WithOtherOwners {
  /** The names of the other organisations that have one of these numbers, by `entityKey`. */
  readonly otherOwners: ReadonlyMap<string, string>;
}
type Prepared<Input extends OrganisationInput> = Input['type'] extends Naming
  ? Input['data'] & WithOtherOwners
  : Input['data'];

export type OrganisationCommand = {
  [Type in OrganisationInput['type']]: {
    readonly type: Type;
    readonly data: Prepared<Extract<OrganisationInput, { type: Type }>>;
  };
}[OrganisationInput['type']];
