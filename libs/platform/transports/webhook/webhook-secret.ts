import { createHmac } from 'node:crypto';

/**
 * The secret of an endpoint, in the form of Standard Webhooks (`whsec_` and base64). It follows from the service's secret
 * and the address, so that nothing has to be stored and one recipient cannot sign for another one.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function endpointSecret(serviceSecret: string, address: string): string {
  const key = createHmac('sha256', serviceSecret)
    .update(`webhook endpoint 1\n${new URL(address).href}`)
    .digest('base64');
  return `whsec_${key}`;
}
