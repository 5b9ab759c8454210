import { z } from 'zod';
import type { InputsOf } from '#platform/event-sourcing';
import { idOf, prose, type IdOf } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import type { AuthorityToServe } from './authority-to-serve.js';
import { officerContact, officerRole } from './officer.events.js';

const authorityId = idOf('authority');
const reason = prose(1000);

export const officerCommands = {
  RegisterOfficer: officerContact.extend({ authorityId, from: plainDateSchema }),
  AmendOfficer: officerContact.extend({ reason }),
  AssignRole: officerRole.extend({ since: plainDateSchema, until: plainDateSchema.optional() }),
  EndRole: officerRole.extend({ until: plainDateSchema }),
  TransferOfficer: z.strictObject({ authorityId, from: plainDateSchema, reason }),
  EndService: z.strictObject({ on: plainDateSchema, reason }),
};

type OfficerInput = InputsOf<typeof officerCommands>;

interface FactsByCommand {
  readonly RegisterOfficer: { readonly officerId: IdOf<'officer'>; readonly authority: AuthorityToServe };
  readonly AmendOfficer: { readonly officerId: IdOf<'officer'> };
  readonly TransferOfficer: { readonly authority: AuthorityToServe };
}

/** The officer commands, with what the decider must know besides as `facts`. */
export type OfficerCommand = {
  [Type in OfficerInput['type']]: {
    readonly type: Type;
    readonly data: Extract<OfficerInput, { type: Type }>['data'] &
      (Type extends keyof FactsByCommand ? { readonly facts: FactsByCommand[Type] } : unknown);
  };
}[OfficerInput['type']];
