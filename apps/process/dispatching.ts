import type { DispatchSettings } from '#domain/dispatch';
import type { Configuration } from '#platform/service';
import { endpointSecret, SmtpTransport, WebhookTransport } from '#platform/transports';

/** The transports that are configured, and what lists and secrets need to know of them. */
export function dispatchSettings({ smtp, webhook }: Configuration['sending']): DispatchSettings {
  return {
    transports: {
      ...(smtp ? { email: new SmtpTransport(smtp) } : {}),
      ...(webhook ? { webhook: new WebhookTransport(webhook) } : {}),
    },
    loopbackHttp: webhook?.loopbackHttp ?? false,
    ...(webhook ? { endpointSecret: (address) => endpointSecret(webhook.secret, address) } : {}),
  };
}

/** Gives back the connections that transports keep open. */
export function closeTransports({ transports }: DispatchSettings): void {
  transports.email?.close();
  transports.webhook?.close();
}
