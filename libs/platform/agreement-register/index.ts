export { agreementRegister, type AgreementRegisterOptions } from './agreement-register.context.js';
export { agreementByVersion, type AgreementRow } from './agreement.queries.js';
export type { ParticipationOf } from './agreement.resolver.js';
export { versionIdOf, type VersionId } from './version-id.js';
