import type { Issuer } from '../../support/issuer/index.js';
import { startServiceProcess, type ServiceProcess } from '../../support/service-process.js';

export interface SendingProcessOptions {
  readonly dataFolder: string;
  readonly mailPort: number;
}

/** The service as `npm start` runs it, with a mail server; it begins to send once its read models are ready. */
export function startSendingProcess(issuer: Issuer, { dataFolder, mailPort }: SendingProcessOptions): ServiceProcess {
  return startServiceProcess({
    CONCORDAT_DATA_FOLDER: dataFolder,
    CONCORDAT_OIDC_ISSUER: issuer.url,
    CONCORDAT_OIDC_AUDIENCE: issuer.audience,
    CONCORDAT_PORT: '0',
    CONCORDAT_LOG_LEVEL: 'info',
    CONCORDAT_RATE_PER_SUBJECT: '100000',
    CONCORDAT_SMTP_HOST: '127.0.0.1',
    CONCORDAT_SMTP_PORT: String(mailPort),
    CONCORDAT_SMTP_TLS: 'NONE',
    CONCORDAT_SMTP_FROM: 'concordat@regulator.example',
  });
}
