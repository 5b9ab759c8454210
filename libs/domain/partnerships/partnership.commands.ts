import type { InputsOf } from '#platform/event-sourcing';
import type { IdOf } from '#platform/values';
import type { PlainDate } from '#platform/working-days';
import { appointmentCommands } from './appointments.commands.js';
import { criteriaCommands } from './criteria.commands.js';
import { lifecycleCommands } from './lifecycle.commands.js';
import { objectiveCommands } from './objectives.commands.js';
import type { OfficerSide } from './partnership.vocabulary.js';
import { principleCommands } from './principles.commands.js';
import { reviewCommands } from './reviews.commands.js';

export const partnershipCommands = {
  ...lifecycleCommands,
  ...appointmentCommands,
  ...objectiveCommands,
  ...principleCommands,
  ...criteriaCommands,
  ...reviewCommands,
};

/** What is known of the organisation when a partnership is proposed. */
export interface OrganisationFacts {
  readonly eligible: boolean;
  /** What speaks for and against it, in plain English. */
  readonly findings: readonly string[];
  /** Its partnership that has not ended. */
  readonly partnershipId: string | undefined;
  /** The last day of the latest partnership with it that was concluded. */
  readonly concludedOn: PlainDate | undefined;
}

/** Where the officer to be appointed serves on the first day in the post, as the register has it. */
export type OfficerFacts =
  | { readonly kind: 'SERVING'; readonly authorityId: IdOf<'authority'>; readonly side: OfficerSide }
  | { readonly kind: 'NOT_YET'; readonly since: PlainDate }
  | { readonly kind: 'LEFT'; readonly on: PlainDate };

/** The authority that is to lead: `undefined` where there is no such authority. */
export interface LeadFacts {
  readonly leadAuthority: LeadAuthority | undefined;
}

export interface LeadAuthority {
  readonly side: OfficerSide;
  /** The day from which it no longer exists. */
  readonly endedOn: PlainDate | undefined;
}

/** Something that a drafted rule names and the registers do not have, or have for another organisation. */
export interface UnknownInRule {
  /** The rule's place in the list, from 0. */
  readonly rule: number;
  readonly what: 'SITE' | 'AUTHORITY' | 'REGION';
  /** Path within the rule. */
  readonly field: readonly string[];
}

interface FactsByCommand {
  readonly ProposePartnership: LeadFacts & { readonly organisation: OrganisationFacts | undefined };
  readonly RecordPartnership: LeadFacts & { readonly organisation: OrganisationFacts | undefined };
  readonly TransferLead: LeadFacts;
  readonly AppointOfficer: { readonly officer: OfficerFacts | undefined; readonly regionKnown: boolean };
  readonly HandOverAppointment: { readonly officer: OfficerFacts | undefined };
  readonly DraftCriteria: { readonly unknown: readonly UnknownInRule[] };
}

export type PartnershipInput = InputsOf<typeof partnershipCommands>;

/** The partnership commands, with what the decider must know besides as `facts`. */
type WithFacts<Input extends PartnershipInput> = Input extends PartnershipInput
  ? Input['type'] extends keyof FactsByCommand
    ? { readonly type: Input['type']; readonly data: Input['data'] & { readonly facts: FactsByCommand[Input['type']] } }
    : Input
  : never;

export type PartnershipCommand = WithFacts<PartnershipInput>;
export type CommandOf<Name extends PartnershipCommand['type']> = Extract<PartnershipCommand, { type: Name }>;
export type DataOf<Name extends PartnershipCommand['type']> = CommandOf<Name>['data'];

export type LifecycleCommand = CommandOf<keyof typeof lifecycleCommands>;
export type AppointmentCommand = CommandOf<keyof typeof appointmentCommands>;
export type ObjectiveCommand = CommandOf<keyof typeof objectiveCommands>;
export type CriteriaCommand = CommandOf<keyof typeof criteriaCommands>;
export type ReviewCommand = CommandOf<keyof typeof reviewCommands>;
