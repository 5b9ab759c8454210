import { z } from 'zod';
import type { InputsOf } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { NATIONS } from '#platform/working-days';
import { assistanceDetails } from './assistance-entry.events.js';
import type { AuthorityToServe } from './authority-to-serve.js';

const reason = prose(1000);

const details = assistanceDetails.extend({
  nations: z.array(z.enum(NATIONS)).max(NATIONS.length).default([]),
  regions: z.array(line(100)).max(20).default([]),
});

export const assistanceEntryCommands = {
  ListAssistance: details.extend({ authorityId: idOf('authority') }),
  AmendAssistance: details.extend({ reason }),
  WithdrawAssistance: z.strictObject({ reason }),
};

type AssistanceEntryInput = InputsOf<typeof assistanceEntryCommands>;

/** The officer whom an entry names, as the register shows the officer; `undefined` when there is none. */
export type NamedOfficer = { readonly authorityId: string; readonly leftOn: string | null } | undefined;

interface FactsByCommand {
  readonly ListAssistance: { readonly authority: AuthorityToServe; readonly officer: NamedOfficer };
  readonly AmendAssistance: { readonly authority: AuthorityToServe; readonly officer: NamedOfficer };
}

/** The commands of the directory, with what the decider must know besides as `facts`. */
export type AssistanceEntryCommand = {
  [Type in AssistanceEntryInput['type']]: {
    readonly type: Type;
    readonly data: Extract<AssistanceEntryInput, { type: Type }>['data'] &
      (Type extends keyof FactsByCommand ? { readonly facts: FactsByCommand[Type] } : unknown);
  };
}[AssistanceEntryInput['type']];
