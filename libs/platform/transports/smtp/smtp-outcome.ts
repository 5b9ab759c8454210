import { answerExcerpt } from '../answer-excerpt.js';
import type { DeliveryReport } from '../delivery-transport.js';

/** What nodemailer says about a failure, as far as it says it. */
interface SmtpFailure {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly command?: unknown;
  readonly response?: unknown;
}

/** Answers to these speak of the recipient or of the message; answers to others, of us and the server. */
const ABOUT_THE_DELIVERY = ['RCPT TO', 'DATA'];

/**
 * What a failure means for the delivery (RFC 5321, 4.2.1): 4yz may succeed later, 5yz will not. Without an answer, a
 * message that was handed over completely may have arrived.
 * @param complete whether all of the message was handed over
 */
export function reportOfFailure(error: unknown, complete: boolean): DeliveryReport {
  const { code, responseCode, command, response } = failureOf(error);
  const isAnswer = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (isAnswer && typeof responseCode === 'number') {
    const answer = answerExcerpt(typeof response === 'string' ? response : String(responseCode));
    const isFinal = responseCode >= 500 && ABOUT_THE_DELIVERY.some((about) => about === command);
    return { outcome: isFinal ? 'permanent' : 'temporary', answer };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (!complete) return { outcome: 'temporary', answer: answerExcerpt(message) };
  return { outcome: 'uncertain', answer: answerExcerpt(`The message was sent, and no answer came: ${message}`) };
}

function failureOf(error: unknown): SmtpFailure {
  return typeof error === 'object' && error !== null ? error : {};
}
