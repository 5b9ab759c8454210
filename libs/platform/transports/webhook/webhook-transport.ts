import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { answerExcerpt } from '../answer-excerpt.js';
import type { DeliveryEnvelope, DeliveryReport, DeliveryTransport } from '../delivery-transport.js';
import { checkLiteralHost, guardedLookup, UnreachableNetworkError } from './guarded-lookup.js';
import { ReachableNetworks } from './reachable-networks.js';
import { reportOfAnswer, type WebhookAnswer } from './webhook-outcome.js';
import { webhookRequest, type WebhookRequest } from './webhook-request.js';
import { endpointSecret } from './webhook-secret.js';
import type { WebhookSettings } from './webhook-settings.js';

/** So much of an answer's body is read; the rest is not waited for. */
const LONGEST_BODY = 2_048;

const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** Signed webhooks in the format of Standard Webhooks. */
export class WebhookTransport implements DeliveryTransport {
  readonly #networks: ReachableNetworks;

  constructor(private readonly settings: WebhookSettings) {
    this.#networks = new ReachableNetworks(settings.allowedNetworks, settings.loopbackHttp);
  }

  async send(envelope: DeliveryEnvelope, signal: AbortSignal): Promise<DeliveryReport> {
    const progress = { connected: false };
    try {
      const url = this.#checkedUrl(envelope.address);
      const signed = webhookRequest(envelope, endpointSecret(this.settings.secret, envelope.address), new Date());
      const within = AbortSignal.any([signal, AbortSignal.timeout(this.settings.timeoutMs)]);
      return reportOfAnswer(await this.#post(url, signed, within, progress), new Date());
    } catch (error) {
      if (error instanceof UnreachableNetworkError)
        return { outcome: 'permanent', answer: answerExcerpt(error.message) };
      const message = answerExcerpt(error instanceof Error ? error.message : String(error));
      if (!progress.connected) return { outcome: 'temporary', answer: message };
      return { outcome: 'uncertain', answer: answerExcerpt(`The request was sent, and no answer came: ${message}`) };
    }
  }

  close(): void {
    // Nothing is kept open: every request has a connection of its own.
  }

  #checkedUrl(address: string): URL {
    const url = new URL(address);
    const isTrial = this.settings.loopbackHttp && LOOPBACK_HOSTS.includes(url.hostname);
    const isAllowed = url.protocol === 'https:' || (url.protocol === 'http:' && isTrial);
    if (!isAllowed) throw new UnreachableNetworkError(url.origin);
    checkLiteralHost(url.hostname, this.#networks);
    return url;
  }

  #post(
    url: URL,
    { headers, body }: WebhookRequest,
    signal: AbortSignal,
    progress: { connected: boolean },
  ): Promise<WebhookAnswer> {
    return new Promise((resolve, reject) => {
      const send = url.protocol === 'https:' ? requestHttps : requestHttp;
      const request: ClientRequest = send(url, {
        method: 'POST',
        headers,
        lookup: guardedLookup(this.#networks),
        agent: false,
        signal,
        maxHeaderSize: 16_384,
      });
      // From then on bytes of the request may have reached the other side.
      const established = url.protocol === 'https:' ? 'secureConnect' : 'connect';
      request.on('socket', (socket) => socket.once(established, () => (progress.connected = true)));
      let answered = false;
      request.on('response', (response) => {
        answered = true;
        void beginningOf(response).then(resolve, reject);
      });
      request.on('error', reject);
      // A connection may also be given up without an error: so after an answer that changes the protocol (101).
      request.on('close', () => {
        if (!answered) reject(new Error('The connection ended.'));
      });
      request.end(body);
    });
  }
}

/** The status decides; a body that does not end takes nothing away from it. */
async function beginningOf(response: IncomingMessage): Promise<WebhookAnswer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response) {
      const bytes = Buffer.from(chunk as Uint8Array);
      chunks.push(bytes);
      length += bytes.length;
      if (length >= LONGEST_BODY) break;
    }
  } catch {
    // What has come of the body is enough.
  }
  response.destroy();
  const body = Buffer.concat(chunks).subarray(0, LONGEST_BODY).toString('utf8');
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}
