import { z } from 'zod';
import type { AuthorityKind } from '#domain/regulators';
import type { InputsOf } from '#platform/event-sourcing';
import { idOf, prose } from '#platform/values';
import { plainDateSchema, type PlainDate } from '#platform/working-days';
import { periodDetails, periodNumber } from './programme-calendar.events.js';

/** Without a last day, one day. */
const details = periodDetails.extend({ until: plainDateSchema.optional() });
const reason = prose(1000);

export const programmeCalendarCommands = {
  /** Begins the authority's calendar with its first period. */
  RecordPeriod: details.extend({ authorityId: idOf('authority') }),
  AmendPeriod: details.extend({ period: periodNumber, reason }),
  WithdrawPeriod: z.strictObject({ period: periodNumber, reason }),
};

type ProgrammeCalendarInput = InputsOf<typeof programmeCalendarCommands>;

/** The authority whose calendar it is, as the register shows it. */
export type CalendarAuthority =
  | { readonly known: false }
  | {
      readonly known: true;
      readonly name: string;
      readonly kind: AuthorityKind;
      readonly endedOn: PlainDate | undefined;
      /** It is the caller's, or one that the caller's succeeded. */
      readonly own: boolean;
    };

/** The commands of a calendar, with what the decider must know of the authority besides. */
export type ProgrammeCalendarCommand = {
  [Type in ProgrammeCalendarInput['type']]: {
    readonly type: Type;
    readonly data: Extract<ProgrammeCalendarInput, { type: Type }>['data'] & { readonly authority: CalendarAuthority };
  };
}[ProgrammeCalendarInput['type']];
