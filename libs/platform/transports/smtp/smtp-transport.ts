import { createTransport } from 'nodemailer';
import { answerExcerpt } from '../answer-excerpt.js';
import type { DeliveryEnvelope, DeliveryReport, DeliveryTransport } from '../delivery-transport.js';
import { HandedOverMessage } from './handed-over-message.js';
import { composeMessage, messageIdOf } from './smtp-message.js';
import { reportOfFailure } from './smtp-outcome.js';
import type { SmtpSettings } from './smtp-settings.js';

/** Connections kept open to the mail server. */
const CONNECTIONS = 10;
/** After so many messages a connection is opened anew: many servers end it themselves at about that. */
const MESSAGES_PER_CONNECTION = 100;
/** A server that is never silent and never done holds a message up no longer than so many times its timeout. */
const TIMEOUTS_PER_MESSAGE = 10;

/** E-mail over SMTP, by nodemailer. Messages to one recipient each, so that every recipient has an answer of its own. */
export class SmtpTransport implements DeliveryTransport {
  readonly #mailer: ReturnType<typeof createPool>;
  readonly #messages = new Map<string, HandedOverMessage>();

  constructor(private readonly settings: SmtpSettings) {
    this.#mailer = createPool(settings);
    this.#mailer.use('stream', (mail, done) => {
      const message = this.#messages.get(mail.message.messageId());
      if (message) mail.message.createReadStream = () => message.stream();
      done();
    });
  }

  async send(envelope: DeliveryEnvelope, signal: AbortSignal): Promise<DeliveryReport> {
    const messageId = messageIdOf(envelope.deliveryId, this.settings.from);
    const raw = await composeMessage(envelope, this.settings);
    const message = new HandedOverMessage(raw);
    this.#messages.set(messageId, message);
    try {
      const { response } = await this.#mailer.sendMail({
        envelope: { from: this.settings.from, to: [envelope.address] },
        messageId,
        raw,
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUTS_PER_MESSAGE * this.settings.timeoutMs)]),
      });
      return { outcome: 'delivered', answer: answerExcerpt(response) };
    } catch (error) {
      return reportOfFailure(error, message.complete);
    } finally {
      this.#messages.delete(messageId);
    }
  }

  close(): void {
    this.#mailer.close();
  }
}

function createPool({ host, port, tls, credentials, timeoutMs, trustedCertificates }: SmtpSettings) {
  return createTransport({
    pool: true,
    host,
    port,
    secure: tls === 'IMPLICIT',
    requireTLS: tls === 'STARTTLS',
    ignoreTLS: tls === 'NONE',
    ...(credentials ? { auth: { user: credentials.user, pass: credentials.password } } : {}),
    ...(trustedCertificates === undefined ? {} : { tls: { ca: trustedCertificates } }),
    maxConnections: CONNECTIONS,
    maxMessages: MESSAGES_PER_CONNECTION,
    // Only what was not begun is put back (`HandedOverMessage`).
    maxRequeues: 3,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
