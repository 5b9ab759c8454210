import type { DeliveryEnvelope } from './delivery-transport.js';

/** A delivery for the specs of transports. */
export function envelopeFor(address: string, changes: Partial<DeliveryEnvelope['content']> = {}): DeliveryEnvelope {
  return {
    deliveryId: 'delivery-6f1c2b5e-3d0a-4f63-9d51-0a6d3a1c7b42',
    address,
    content: {
      sourceId: 'message-6f1c2b5e-3d0a-4f63-9d51-0a6d3a1c7b42',
      issue: 1,
      issuedAt: '2006-03-21T09:00:00.000Z',
      subject: 'Large organisations: who to call – by sector',
      text: 'Call the account manager.\n.\n..and nobody else.',
      html: '<p>Call the account manager.</p>',
      contentDigest: `sha256:${'0'.repeat(64)}`,
      attachments: [],
      ...changes,
    },
  };
}
