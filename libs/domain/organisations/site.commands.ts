import { z } from 'zod';
import type { InputsOf } from '#platform/event-sourcing';
import { idOf, line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { allocationScope, siteDetails } from './site.events.js';

const authorityId = idOf('authority');
const reason = prose(1000);

export const siteCommands = {
  OpenSite: siteDetails.extend({ organisationId: idOf('organisation'), openedOn: plainDateSchema.optional() }),
  AmendSite: siteDetails.extend({ reason }),
  CloseSite: z.strictObject({ closedOn: plainDateSchema, reason }),
  AllocateEnforcement: z.strictObject({
    authorityId,
    scope: allocationScope,
    from: plainDateSchema,
    mainActivity: line(200),
  }),
  TransferEnforcement: z.strictObject({ authorityId, scope: allocationScope, from: plainDateSchema, reason }),
  AssignEnforcement: z.strictObject({ authorityId, scope: allocationScope, from: plainDateSchema, reason }),
};

export type SiteInput = InputsOf<typeof siteCommands>;

/** The site commands with what the decider must know besides: whether what they name is there. */
export type SiteCommand =
  | Exclude<SiteInput, { type: 'OpenSite' }>
  | {
      readonly type: 'OpenSite';
      readonly data: Extract<SiteInput, { type: 'OpenSite' }>['data'] & { readonly organisationKnown: boolean };
    };
