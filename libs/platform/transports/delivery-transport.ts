/**
 * The port by which a text leaves the service. A transport is told what to send to whom, and says what came of it; it
 * keeps nothing and repeats nothing.
 */

export interface ContentAttachment {
  readonly name: string;
  readonly mediaType: string;
  readonly digest: string;
  /** Where the file is kept: it is named, not sent. */
  readonly location: string;
}

/** The same for every recipient. */
export interface DeliveryContent {
  readonly sourceId: string;
  readonly issue: number;
  /** When it was issued, ISO 8601 UTC. */
  readonly issuedAt: string;
  readonly subject: string;
  readonly text: string;
  /** Markup that was sanitised by its source. */
  readonly html: string;
  readonly contentDigest: string;
  readonly attachments: readonly ContentAttachment[];
}

export interface DeliveryEnvelope {
  /** The same in every attempt, so that the receiving side can recognise a repetition. */
  readonly deliveryId: string;
  /** An e-mail address or a web address, as the channel has it. */
  readonly address: string;
  readonly content: DeliveryContent;
}

/** `answer` is what the other side said, or what went wrong, in at most 500 characters. */
export type DeliveryReport =
  /** The other side has taken it over. */
  | { readonly outcome: 'delivered'; readonly answer: string }
  /** It was certainly not taken over; another attempt may succeed. */
  | { readonly outcome: 'temporary'; readonly answer: string; readonly retryAfterSeconds?: number }
  /** It was certainly not taken over, and will not be. */
  | { readonly outcome: 'permanent'; readonly answer: string }
  /** It may have been taken over: everything was sent, and no answer came. */
  | { readonly outcome: 'uncertain'; readonly answer: string };

export interface DeliveryTransport {
  /**
   * Sends once. Whatever the other side does is a report, never an exception. Once `signal` is aborted it ends at once,
   * with a report of what can then be said.
   */
  send(envelope: DeliveryEnvelope, signal: AbortSignal): Promise<DeliveryReport>;
  /** Gives back connections that are kept open. */
  close(): void;
}

/** The transports that the service's operator has configured. */
export interface Transports {
  readonly email?: DeliveryTransport;
  readonly webhook?: DeliveryTransport;
}
