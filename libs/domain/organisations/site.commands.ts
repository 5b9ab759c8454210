import { z } from 'zod';
import type { InputsOf } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
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
  AmendSite: siteDetails.extend({ reason }),
  CloseSite: z.strictObject({ closedOn: plainDateSchema, reason }),
  AllocateEnforcement: allocation,
  TransferEnforcement: z.strictObject({ authorityId, scope: allocationScope, from: plainDateSchema, reason }),
  AssignEnforcement: z.strictObject({ authorityId, scope: allocationScope, from: plainDateSchema, reason }),
};

export type SiteInput = InputsOf<typeof siteCommands>;

/** Commands that may begin a site: the decider must know besides whether the organisation they name is there. */
type Beginning = 'OpenSite' | 'RecordSite';
type WithOrganisationKnown<Command> = Command extends { type: Beginning; data: infer Data }
  ? { readonly type: Command['type']; readonly data: Data & { readonly organisationKnown: boolean } }
  : Command;

export type SiteCommand = WithOrganisationKnown<SiteInput>;
