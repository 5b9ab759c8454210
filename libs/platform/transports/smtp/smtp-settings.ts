/** How the mail server is reached. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `STARTTLS` and `IMPLICIT` insist on encryption; `NONE` is for a mail server on this machine. */
  readonly tls: 'STARTTLS' | 'IMPLICIT' | 'NONE';
  readonly credentials?: { readonly user: string; readonly password: string };
  /** The address that the messages come from. */
  readonly from: string;
  /** The name shown beside it. */
  readonly fromName?: string;
  /** How long the server may be silent, in milliseconds. */
  readonly timeoutMs: number;
  /** Certificates to trust besides those of the system, in PEM. */
  readonly trustedCertificates?: string;
}
