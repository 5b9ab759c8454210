import type { PolicyContribution } from '#platform/access';

/** Registers are kept centrally: registrars of HSE and of the coordinating body import, and the console does. */
export const importsPolicy: PolicyContribution = (caller, _standing, allow) => {
  const isCentral = caller.party.kind === 'HSE' || caller.party.kind === 'COORDINATING_BODY';
  if (caller.system || (isCentral && caller.roles.has('REGISTRAR'))) allow('RunImport', 'Import');
};
