import type { PartyKind, PolicyContribution } from '#platform/access';

/** Those who contact organisations. Advisory bodies do not, and must not learn of unannounced visits. */
const REGULATORS: readonly PartyKind[] = ['HSE', 'LOCAL_AUTHORITY', 'COORDINATING_BODY'];

const OWN_CONTACT_COMMANDS = [
  'WithdrawIntention',
  'MarkMade',
  'MarkNotMade',
  'RecordOutcome',
  'PlanFollowUp',
  'CompleteFollowUp',
  'AmendContact',
];

/**
 * Regulators know of one another's contacts; what was said and advised only the parties to a contact know. An
 * organisation knows the contacts that were made with it, in a shape of its own.
 */
export const contactsPolicy: PolicyContribution = (caller, standing, allow) => {
  const { kind, id } = caller.party;
  const { roles } = caller;
  const isRegulator = REGULATORS.includes(kind);
  const own = { authorityId: { $in: [...standing.ids('ownAuthorities')] } };
  const managed = { organisationId: { $in: [...standing.ids('managedOrganisations')] } };
  const led = { organisationId: { $in: [...standing.ids('ledOrganisations')] } };

  if (isRegulator || kind === 'AUDITOR' || caller.system) allow('read', 'Contact');
  if (kind === 'HSE' || kind === 'AUDITOR' || caller.system) {
    allow('read', 'ContactDetail');
    allow('read', 'OrganisationContact');
  } else if (isRegulator) {
    for (const concerned of [own, managed, led]) allow('read', 'ContactDetail', concerned);
    for (const concerned of [managed, led]) allow('read', 'OrganisationContact', concerned);
  }
  if (kind === 'ORGANISATION') allow('read', 'OrganisationContact', { organisationId: id });

  if (isRegulator && (roles.has('OFFICER') || roles.has('LEAD'))) {
    allow('ask', 'Gateway');
    allow(['RegisterIntention', 'RecordContact'], 'Contact');
    allow(OWN_CONTACT_COMMANDS, 'Contact', own);
    allow('AnswerIntention', 'Contact', managed);
  }
  if (isRegulator && roles.has('LEAD')) allow('AnswerIntention', 'Contact', led);
  if (kind === 'AUDITOR' || (isRegulator && roles.has('LEAD'))) allow('rerun', 'Gateway');
  if (isRegulator && roles.has('REGISTRAR')) {
    allow('RecordContact', 'Contact');
    allow('AmendContact', 'Contact', own);
  }
  if (caller.system) allow(['RecordContact', 'PassAnswerDeadline'], 'Contact');
};
