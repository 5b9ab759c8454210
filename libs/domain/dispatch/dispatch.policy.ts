import type { PolicyContribution } from '#platform/access';
import { recipientListCommands } from './recipient-list.commands.js';

const OPERATING = ['RetryDelivery', 'SettleDelivery', 'PauseDispatch', 'ResumeDispatch', 'AbandonDispatch'];

/**
 * Communications leads of HSE and of the coordinating body keep the lists, and decide on deliveries together with the
 * operator. Leads of both read the lists' names and what became of dispatches; so does the auditor. Who is on a list, and
 * what a receiving system said (which may name the address), only those know who keep lists; the operator reads the
 * answers, which is what dead letters are judged by, and no text that was sent. The service itself sends, and takes off the lists whose data
 * is being erased.
 */
export const dispatchPolicy: PolicyContribution = (caller, _standing, allow) => {
  const { kind } = caller.party;
  const isCentral = kind === 'HSE' || kind === 'COORDINATING_BODY';
  const keepsLists = isCentral && caller.roles.has('COMMUNICATIONS_LEAD');
  const leads = isCentral && caller.roles.has('LEAD');

  if (keepsLists || leads || kind === 'AUDITOR') {
    for (const subject of ['RecipientList', 'Dispatch', 'DispatchContent', 'Delivery']) allow('read', subject);
  }
  if (keepsLists) {
    allow(Object.keys(recipientListCommands), 'RecipientList');
    for (const subject of ['Recipient', 'EndpointSecret', 'DeliveryAnswer']) allow('read', subject);
  }
  if (kind === 'OPERATOR') {
    for (const subject of ['Dispatch', 'Delivery', 'DeliveryAnswer']) allow('read', subject);
  }
  if (keepsLists || kind === 'OPERATOR') allow(OPERATING, 'Dispatch');
  if (caller.system) {
    for (const subject of ['RecipientList', 'Recipient']) allow('read', subject);
    allow(['OpenDispatch', 'StartDeliveries', 'EndDeliveries', 'SettleDelivery'], 'Dispatch');
    allow('RemoveRecipients', 'RecipientList');
  }
};
