import type { IncomingHttpHeaders } from 'node:http';
import { answerExcerpt } from '../answer-excerpt.js';
import type { DeliveryReport } from '../delivery-transport.js';

export interface WebhookAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The beginning of the body. */
  readonly body: string;
}

/** What an endpoint's answer means (Standard Webhooks: 2xx is success, 410 means never again). */
export function reportOfAnswer({ status, headers, body }: WebhookAnswer, now: Date): DeliveryReport {
  const answer = answerExcerpt(`${status} ${body.slice(0, 200)}`);
  if (status >= 200 && status < 300) return { outcome: 'delivered', answer };
  // RFC 9110, 15.6.5: the gateway passed the request on, and does not know what became of it.
  if (status === 504) return { outcome: 'uncertain', answer };
  if (status === 408 || status === 429 || status >= 500) {
    const retryAfterSeconds = retryAfter(headers['retry-after'], now);
    return { outcome: 'temporary', answer, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
  }
  if (status >= 300 && status < 400) {
    return { outcome: 'permanent', answer: answerExcerpt(`${status}: redirects are not followed.`) };
  }
  return { outcome: 'permanent', answer };
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function retryAfter(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}
