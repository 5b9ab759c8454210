import { Webhook } from 'standardwebhooks';
import type { DeliveryEnvelope } from '../delivery-transport.js';

export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The signed request of a delivery. The id is the same in every attempt; the timestamp is that of the attempt. */
export function webhookRequest({ deliveryId, content }: DeliveryEnvelope, secret: string, now: Date): WebhookRequest {
  const { issuedAt, ...data } = content;
  const body = JSON.stringify({ type: 'text.issued', timestamp: issuedAt, data: { deliveryId, ...data } });
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Concordat',
      'webhook-id': deliveryId,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(deliveryId, now, body),
    },
  };
}
