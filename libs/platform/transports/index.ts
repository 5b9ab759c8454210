export { answerExcerpt } from './answer-excerpt.js';
export type {
  ContentAttachment,
  DeliveryContent,
  DeliveryEnvelope,
  DeliveryReport,
  DeliveryTransport,
  Transports,
} from './delivery-transport.js';
export type { SmtpSettings } from './smtp/smtp-settings.js';
export { SmtpTransport } from './smtp/smtp-transport.js';
export { endpointSecret } from './webhook/webhook-secret.js';
export type { WebhookSettings } from './webhook/webhook-settings.js';
export { WebhookTransport } from './webhook/webhook-transport.js';
