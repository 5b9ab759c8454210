import { agreementRegister } from '#platform/agreement-register';
import { AS_AT_DEFAULTS, asAtWith, type AsAtLimits } from '#platform/as-at';
import { audit } from '#platform/audit';
import type { DomainContext } from '#platform/contexts';
import { evidence } from '#platform/evidence';
import { history } from '#platform/history';
import { imports } from '#platform/imports';
import { operations } from '#platform/operations';
import { communications, messageAggregate } from './communications/index.js';
import { contactsWith, GATEWAY_DEFAULTS, type GatewaySettings } from './contacts/index.js';
import { dataProtectionOf, RETENTION_DEFAULTS, type RetentionSettings } from './data-protection/index.js';
import { DISPATCH_DEFAULTS, dispatchWith, type DispatchSettings } from './dispatch/index.js';
import { enquiries } from './enquiries/index.js';
import { organisations } from './organisations/index.js';
import { participationOf, partnerships } from './partnerships/index.js';
import { planAggregate, plans } from './plans/index.js';
import { programmes } from './programmes/index.js';
import { partyRegister } from './party-register.js';
import { regulators } from './regulators/index.js';

/** What the service's operator may set about the contexts. */
export interface ContextSettings {
  readonly gateway: GatewaySettings;
  readonly dispatch: DispatchSettings;
  /** By default `AS_AT_DEFAULTS`. */
  readonly asAt?: Partial<AsAtLimits>;
  /** Left out: nothing is proposed for erasure. */
  readonly retention?: RetentionSettings;
}

/** Every context of the service. A new context is added here, and nowhere else outside its folder. */
export function contextsWith({
  gateway,
  dispatch,
  asAt,
  retention = RETENTION_DEFAULTS,
}: ContextSettings): readonly DomainContext[] {
  const recording: readonly DomainContext[] = [
    agreementRegister({ aggregates: [messageAggregate, planAggregate], participationOf }),
    audit,
    evidence,
    asAtWith({ limits: { ...AS_AT_DEFAULTS, ...asAt }, register: partyRegister }),
    imports,
    operations,
    communications,
    contactsWith(gateway),
    dispatchWith(dispatch),
    enquiries,
    organisations,
    partnerships,
    plans,
    programmes,
    regulators,
  ];
  return [
    ...recording,
    dataProtectionOf({ contexts: recording, retention }),
    // Last, so that what others have read of an event need not be read again.
    history,
  ];
}

/** Every context, set as it is when the operator sets nothing. */
export const contexts = contextsWith({ gateway: GATEWAY_DEFAULTS, dispatch: DISPATCH_DEFAULTS });
