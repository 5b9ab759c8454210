import { isGiven, secretOf, type Own } from './configuration.secrets.js';
import { LEAST_SECRET, type CommonValues } from './configuration.variables.js';

/** How texts leave the service; a part that is absent is not available. */
export interface SendingConfiguration {
  readonly smtp?: {
    readonly host: string;
    readonly port: number;
    readonly tls: 'STARTTLS' | 'IMPLICIT' | 'NONE';
    readonly credentials?: { readonly user: string; readonly password: string };
    readonly from: string;
    readonly fromName?: string;
    readonly timeoutMs: number;
  };
  readonly webhook?: {
    readonly secret: string;
    readonly timeoutMs: number;
    readonly allowedNetworks: readonly string[];
    readonly loopbackHttp: boolean;
  };
}

/** What variables say only together, and what files hold. */
export interface ReadSending {
  readonly password?: string;
  readonly webhookSecret?: string;
  readonly faults: readonly string[];
}

const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '::1'];

/** Half a configuration is a fault: it would show only when something is to be sent. */
export function readSending(own: Own): ReadSending {
  const faults: string[] = [];
  const needs = (name: string, reason: string) => {
    if (own[name] === undefined) faults.push(`${name} is required ${reason}.`);
  };
  const password = secretOf(own, 'CONCORDAT_SMTP_PASSWORD', faults);
  const webhookSecret = secretOf(own, 'CONCORDAT_WEBHOOK_SECRET', faults);
  const given = (prefix: string) => Object.keys(own).find((name) => name.startsWith(prefix));

  const smtp = given('CONCORDAT_SMTP_');
  if (smtp !== undefined) {
    needs('CONCORDAT_SMTP_HOST', `with ${smtp}`);
    needs('CONCORDAT_SMTP_FROM', `with ${smtp}`);
  }
  if (own['CONCORDAT_SMTP_USER'] !== undefined && !isGiven(own, 'CONCORDAT_SMTP_PASSWORD')) {
    faults.push('CONCORDAT_SMTP_PASSWORD or CONCORDAT_SMTP_PASSWORD_FILE is required with CONCORDAT_SMTP_USER.');
  }
  if (isGiven(own, 'CONCORDAT_SMTP_PASSWORD')) needs('CONCORDAT_SMTP_USER', 'with a password');
  if (own['CONCORDAT_SMTP_TLS'] === 'NONE' && !LOOPBACK_HOSTS.includes(own['CONCORDAT_SMTP_HOST'] ?? '')) {
    faults.push('CONCORDAT_SMTP_TLS can be NONE only for a mail server on this machine (localhost).');
  }
  const webhook = given('CONCORDAT_WEBHOOK_');
  if (webhook !== undefined && !isGiven(own, 'CONCORDAT_WEBHOOK_SECRET')) {
    faults.push(`CONCORDAT_WEBHOOK_SECRET or CONCORDAT_WEBHOOK_SECRET_FILE is required with ${webhook}.`);
  }
  if (own['CONCORDAT_WEBHOOK_SECRET_FILE'] !== undefined && webhookSecret !== undefined) {
    if (webhookSecret.length < LEAST_SECRET) {
      faults.push(`The file of CONCORDAT_WEBHOOK_SECRET_FILE must hold at least ${LEAST_SECRET} characters.`);
    }
  }
  return {
    faults,
    ...(password === undefined ? {} : { password }),
    ...(webhookSecret === undefined ? {} : { webhookSecret }),
  };
}

export function sendingOf(values: CommonValues, { password, webhookSecret }: ReadSending): SendingConfiguration {
  const { CONCORDAT_SMTP_HOST: host, CONCORDAT_SMTP_FROM: from, CONCORDAT_SMTP_USER: user } = values;
  const fromName = values.CONCORDAT_SMTP_FROM_NAME;
  return {
    ...(host === undefined || from === undefined
      ? {}
      : {
          smtp: {
            host,
            port: values.CONCORDAT_SMTP_PORT,
            tls: values.CONCORDAT_SMTP_TLS,
            ...(user === undefined || password === undefined ? {} : { credentials: { user, password } }),
            from,
            ...(fromName === undefined ? {} : { fromName }),
            timeoutMs: values.CONCORDAT_SMTP_TIMEOUT_SECONDS * 1000,
          },
        }),
    ...(webhookSecret === undefined
      ? {}
      : {
          webhook: {
            secret: webhookSecret,
            timeoutMs: values.CONCORDAT_WEBHOOK_TIMEOUT_SECONDS * 1000,
            allowedNetworks: values.CONCORDAT_WEBHOOK_NETWORKS ?? [],
            loopbackHttp: values.CONCORDAT_WEBHOOK_LOOPBACK_HTTP === 'yes',
          },
        }),
  };
}
