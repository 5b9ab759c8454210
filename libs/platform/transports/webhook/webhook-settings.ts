/** How webhooks are signed and sent. */
export interface WebhookSettings {
  /** The service's own secret, from which the secret of each endpoint is derived. */
  readonly secret: string;
  /** How long an endpoint may take to answer, in milliseconds. */
  readonly timeoutMs: number;
  /** Private networks that may be reached all the same, as `10.1.0.0/16`. */
  readonly allowedNetworks: readonly string[];
  /** Lets endpoints on this machine be reached, over http too: for trials. */
  readonly loopbackHttp: boolean;
}
