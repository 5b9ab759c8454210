import { z } from 'zod';
import type { InputsOf } from '#platform/event-sourcing';
import { idOf, prose } from '#platform/values';
import { milestoneDetails, needDetails, partNumber, planDetails } from './communications-plan.events.js';

const reason = prose(1000);

export const communicationsPlanCommands = {
  DraftCommunicationsPlan: planDetails,
  AmendCommunicationsPlan: planDetails.extend({ reason }),
  AddMilestone: milestoneDetails,
  AmendMilestone: milestoneDetails.extend({ milestone: partNumber, reason }),
  WithdrawMilestone: z.strictObject({ milestone: partNumber, reason }),
  AddNeed: needDetails,
  AmendNeed: needDetails.extend({ need: partNumber, reason }),
  WithdrawNeed: z.strictObject({ need: partNumber, reason }),
  LinkMessage: z.strictObject({ need: partNumber, messageId: idOf('message') }),
  UnlinkMessage: z.strictObject({ need: partNumber, messageId: idOf('message'), reason }),
  PutCommunicationsPlanInForce: z.strictObject({}),
  CloseCommunicationsPlan: z.strictObject({ evaluation: prose(8000) }),
};

type CommunicationsPlanInput = InputsOf<typeof communicationsPlanCommands>;

interface FactsByCommand {
  /** Whether some authority lies in the region that the audience names; true where it names none. */
  readonly AddNeed: { readonly regionKnown: boolean };
  readonly AmendNeed: { readonly regionKnown: boolean };
  readonly LinkMessage: { readonly message: 'UNKNOWN' | 'WITHDRAWN' | 'STANDS' };
}

/** The commands with what the decider must know besides. */
export type CommunicationsPlanCommand = {
  [Type in CommunicationsPlanInput['type']]: {
    readonly type: Type;
    readonly data: Extract<CommunicationsPlanInput, { type: Type }>['data'] &
      (Type extends keyof FactsByCommand ? { readonly facts: FactsByCommand[Type] } : unknown);
  };
}[CommunicationsPlanInput['type']];

export type PlanDataOf<Type extends CommunicationsPlanCommand['type']> = Extract<
  CommunicationsPlanCommand,
  { type: Type }
>['data'];
