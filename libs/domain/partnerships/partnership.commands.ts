import type { CommandShape, InputsOf } from '#platform/event-sourcing';
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
}

/** What the decider must know besides the input; `undefined` where there is nothing of that id. */
interface Facts {
  readonly ProposePartnership: {
    readonly organisation: OrganisationFacts | undefined;
    readonly leadAuthoritySide: OfficerSide | undefined;
  };
  readonly TransferLead: { readonly leadAuthoritySide: OfficerSide | undefined };
  readonly AppointOfficer: { readonly officerSide: OfficerSide | undefined };
  readonly HandOverAppointment: { readonly officerSide: OfficerSide | undefined };
  /** Places in the list of rules that name a site of another organisation, or an authority that is not there. */
  readonly DraftCriteria: { readonly unknownSites: readonly number[]; readonly unknownAuthorities: readonly number[] };
}

export type PartnershipInput = InputsOf<typeof partnershipCommands>;
type Prepared<Input extends CommandShape> =
  Input extends CommandShape<infer Name extends keyof Facts, infer Data>
    ? CommandShape<Name, Data & Facts[Name]>
    : Input;

export type PartnershipCommand = Prepared<PartnershipInput>;
export type CommandOf<Name extends PartnershipCommand['type']> = Extract<PartnershipCommand, { type: Name }>;
export type DataOf<Name extends PartnershipCommand['type']> = CommandOf<Name>['data'];

export type LifecycleCommand = CommandOf<keyof typeof lifecycleCommands>;
export type AppointmentCommand = CommandOf<keyof typeof appointmentCommands>;
export type ObjectiveCommand = CommandOf<keyof typeof objectiveCommands>;
export type CriteriaCommand = CommandOf<keyof typeof criteriaCommands>;
export type ReviewCommand = CommandOf<keyof typeof reviewCommands>;
