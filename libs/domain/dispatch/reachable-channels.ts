import type { Session, StandingContribution } from '#platform/sessions';
import type { Transports } from '#platform/transports';
import { DISPATCH_CHANNELS, type DispatchChannel } from './dispatch.vocabulary.js';

/** What the service's operator has configured for dispatches. */
export interface DispatchSettings {
  readonly transports: Transports;
  /** Lets web addresses on this machine be on a list: for trials. */
  readonly loopbackHttp: boolean;
  /** The secret of an endpoint by its address; where webhooks are configured. */
  readonly endpointSecret?: (address: string) => string;
}

/** Nothing can be sent. */
export const DISPATCH_DEFAULTS: DispatchSettings = { transports: {}, loopbackHttp: false };

const NAME = 'reachableChannels';
const LOOPBACK = 'LOOPBACK';

/** The same for every caller: sessions carry it, so that commands and queries of any context can ask. */
export function reachableChannels({ transports, loopbackHttp }: DispatchSettings): StandingContribution {
  const ids = [
    ...(transports.email ? ['EMAIL'] : []),
    ...(transports.webhook ? ['WEBHOOK'] : []),
    ...(loopbackHttp ? [LOOPBACK] : []),
  ];
  return { name: NAME, ids: async () => ids };
}

/** The channels over which a dispatch can be opened now. */
export function availableChannels({ standing }: Session): readonly DispatchChannel[] {
  const ids = standing.ids(NAME);
  return DISPATCH_CHANNELS.filter((channel) => ids.includes(channel));
}

export function mayUseLoopback({ standing }: Session): boolean {
  return standing.ids(NAME).includes(LOOPBACK);
}

/** What an operator has to set before a channel can be used. */
export const HOW_TO_CONFIGURE: Readonly<Record<DispatchChannel, string>> = {
  EMAIL: 'E-mail is not configured. The operator has to set CONCORDAT_SMTP_HOST and CONCORDAT_SMTP_FROM.',
  WEBHOOK: 'Webhooks are not configured. The operator has to set CONCORDAT_WEBHOOK_SECRET.',
};
