import { agreementCommands, type AgreementCommand, type AgreementCommandOf } from '#platform/agreements';
import type { InputsOf } from '#platform/event-sourcing';
import type { IdOf } from '#platform/values';
import type { Nation } from '#platform/working-days';
import type { CorePrinciples, PartnershipStatus } from '#domain/partnerships';
import { draftingCommands, priorityCommands, variationCommands } from './plan.drafting.commands.js';
import { progressCommands } from './plan.progress.commands.js';
import type { QuorumCase } from './plan.quorum.js';
import { versionCommands } from './plan.versions.commands.js';

export const planCommands = {
  ...draftingCommands,
  ...variationCommands,
  ...priorityCommands,
  ...versionCommands,
  ...progressCommands,
  ...agreementCommands,
};

/** Something that a priority or a variation names and the registers do not have, or have for another organisation. */
export interface UnknownInPlan {
  readonly what: 'AUTHORITY' | 'REGION' | 'SITE' | 'LOCAL_CONCERN';
  /** Path within the command's input. */
  readonly field: readonly string[];
}

interface PartnershipFacts {
  readonly organisationId: IdOf<'organisation'>;
  readonly status: PartnershipStatus;
}

interface Names {
  readonly unknown: readonly UnknownInPlan[];
}

interface FactsByCommand {
  readonly BeginPlan: { readonly partnership: PartnershipFacts | undefined };
  readonly AddressPrinciple: { readonly principles: CorePrinciples };
  readonly AddPriority: Names;
  readonly AmendPriority: Names;
  readonly AddVariation: Names;
  readonly AmendVariation: Names;
  readonly ProposeVersion: {
    /** The core principles in force. */
    readonly principles: CorePrinciples;
    readonly status: PartnershipStatus;
    readonly quorum: QuorumCase;
    readonly nation: Nation;
  };
  readonly PublishVersion: { readonly status: PartnershipStatus };
}

export type PlanInput = InputsOf<typeof planCommands>;
type OwnInput = Exclude<PlanInput, { type: keyof typeof agreementCommands }>;

/** The plan's own commands, with what the decider must know besides as `facts`. */
type WithFacts<Input extends OwnInput> = Input extends OwnInput
  ? Input['type'] extends keyof FactsByCommand
    ? { readonly type: Input['type']; readonly data: Input['data'] & { readonly facts: FactsByCommand[Input['type']] } }
    : Input
  : never;

/** What can be the last thing that a quorum waits for: it counts while the partnership goes on. */
export type CompletingCommand = AgreementCommandOf<'GiveAgreement' | 'SettleObjection'>['type'];
type AgreementWithFacts<Command extends AgreementCommand> = Command extends { readonly type: CompletingCommand }
  ? Command & { readonly data: { readonly facts: { readonly status: PartnershipStatus } } }
  : Command;

export type PlanCommand = WithFacts<OwnInput> | AgreementWithFacts<AgreementCommand>;
export type CommandOf<Name extends PlanCommand['type']> = Extract<PlanCommand, { type: Name }>;
export type DataOf<Name extends PlanCommand['type']> = CommandOf<Name>['data'];

export type DraftingCommand = CommandOf<Exclude<keyof typeof draftingCommands, 'BeginPlan'>>;
export type VariationCommand = CommandOf<keyof typeof variationCommands>;
export type PriorityCommand = CommandOf<keyof typeof priorityCommands>;
export type VersionCommand = CommandOf<keyof typeof versionCommands>;
export type ProgressCommand = CommandOf<keyof typeof progressCommands>;
