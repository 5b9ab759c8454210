import { z } from 'zod';
import type { InputsOf } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { plainDateSchema, type PlainDate } from '#platform/working-days';
import { allocationScope, siteDetails } from './site.events.js';

const authorityId = idOf('authority');
const reason = prose(1000);
const allocation = z.strictObject({
  authorityId,
  scope: allocationScope,
  from: plainDateSchema,
  mainActivity: line(200),
});

export const siteCommands = {
  OpenSite: siteDetails.extend({ organisationId: idOf('organisation'), openedOn: plainDateSchema.optional() }),
  /** Given by imports only: what another register says of the site, whether it is on record or not. */
  RecordSite: siteDetails.extend({
    organisationId: idOf('organisation'),
    openedOn: plainDateSchema.optional(),
    closedOn: plainDateSchema.optional(),
    allocation: allocation.optional(),
    reason,
  }),
  AmendSite: siteDetails.extend({ openedOn: plainDateSchema.optional(), reason }),
  CloseSite: z.strictObject({ closedOn: plainDateSchema, reason }),
  CorrectClosure: z.strictObject({ closedOn: plainDateSchema, reason }),
  WithdrawClosure: z.strictObject({ reason }),
  AllocateEnforcement: allocation,
  TransferEnforcement: z.strictObject({ authorityId, scope: allocationScope, from: plainDateSchema, reason }),
  AssignEnforcement: z.strictObject({ authorityId, scope: allocationScope, from: plainDateSchema, reason }),
  /** Names the allocation in force by its first day, so that nobody withdraws one that came meanwhile. */
  WithdrawAllocation: z.strictObject({ scope: allocationScope, from: plainDateSchema, reason }),
};

export type SiteInput = InputsOf<typeof siteCommands>;

/** What the register of authorities says of the one that a command gives enforcement to. */
export type NamedAuthority =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'known'; readonly mayEnforce: boolean; readonly endedOn: PlainDate | undefined };

/** What the decider must know besides its own state: whether what a command names is there. */
interface WithOrganisationKnown {
  readonly organisationKnown: boolean;
}
interface WithAuthority {
  readonly authority: NamedAuthority;
}
type Giving = 'AllocateEnforcement' | 'TransferEnforcement' | 'AssignEnforcement';
type Recording = Extract<SiteInput, { type: 'RecordSite' }>['data'];

type Prepared<Command extends SiteInput> = Command extends { type: 'RecordSite' }
  ? Omit<Recording, 'allocation'> &
      WithOrganisationKnown & { readonly allocation?: NonNullable<Recording['allocation']> & WithAuthority }
  : Command extends { type: 'OpenSite' }
    ? Command['data'] & WithOrganisationKnown
    : Command extends { type: Giving }
      ? Command['data'] & WithAuthority
      : Command['data'];

export type SiteCommand = {
  [Type in SiteInput['type']]: {
    readonly type: Type;
    readonly data: Prepared<Extract<SiteInput, { type: Type }>>;
  };
}[SiteInput['type']];
