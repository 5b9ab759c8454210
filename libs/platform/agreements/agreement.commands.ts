import { z } from 'zod';
import type { InputsOf } from '#platform/event-sourcing';
import { digestSchema, prose } from '#platform/values';
import type { Participation } from './quorum.js';

const version = z.int().min(1);
/** May be left out by whoever can take one seat only. */
const seat = z
  .string()
  .regex(/^[A-Z][A-Z0-9_-]{0,119}$/, 'must be the key of a seat, in capitals')
  .optional();
const reason = prose(1000);

/** What those asked can say. A context spreads these into its commands and gives each a mutation of its own. */
export const agreementCommands = {
  GiveAgreement: z.strictObject({ version, digest: digestSchema, seat }),
  TakeBackAgreement: z.strictObject({ version, seat, reason }),
  RaiseObjection: z.strictObject({ version, digest: digestSchema, seat, reason }),
  SettleObjection: z.strictObject({ version, objection: z.int().min(1), settlement: reason }),
  /** Given by the service itself when the deadline has passed. */
  PassAgreementDeadline: z.strictObject({ version }),
};

type AgreementInput = InputsOf<typeof agreementCommands>;

type WithParticipation<Input extends AgreementInput> = Input extends { readonly type: 'PassAgreementDeadline' }
  ? Input
  : Input extends AgreementInput
    ? { readonly type: Input['type']; readonly data: Input['data'] & { readonly participation: Participation } }
    : never;

/** The commands with what the decider must know besides: on whose behalf the person can agree. */
export type AgreementCommand = WithParticipation<AgreementInput>;
export type AgreementCommandOf<Name extends AgreementCommand['type']> = Extract<AgreementCommand, { type: Name }>;

const NAMES: readonly string[] = Object.keys(agreementCommands);

/** Tells these commands from an aggregate's other ones. */
export function isAgreementCommand<Command extends { readonly type: string }>(
  command: Command,
): command is Extract<Command, AgreementCommand> {
  return NAMES.includes(command.type);
}
