import { systemCaller } from '#platform/access';
import { deriveId, digestOf } from '#platform/values';
import { dispatchIdOf, type OpenDispatchInput } from '#domain/dispatch';
import { person } from './parties.js';
import type { Seeder } from './seeder.js';

export const recipientListIdOf = (key: string) => deriveId('recipient-list', 'demonstration', key);

const TEXT = 'Where there was a lead authority partnership, its lead has taken the role of account manager.';

/** Recipient lists, and what became of a text that was sent to one. Nothing is really sent. */
export async function seedDispatches(seeder: Seeder): Promise<void> {
  const lead = person('lacors', ['COMMUNICATIONS_LEAD']);
  const leads = recipientListIdOf('health-and-safety-leads');
  await seeder.give(lead, leads, 'CreateRecipientList', {
    name: 'Health and safety leads of councils, Scotland',
    channel: 'EMAIL',
    audience: 'PRACTITIONERS',
    region: 'Scotland',
  });
  // The demonstration's transport answers by the word before the @.
  await seeder.give(lead, leads, 'AddRecipients', {
    recipients: [
      { address: 'health.and.safety@dundee.example', label: 'Commercial team, Dundee' },
      { address: 'health.and.safety@fife.example', label: 'Health and safety lead, Fife' },
      { address: 'refused@formercouncil.example', label: 'A council that is no more' },
      { address: 'unsure@islands.example', label: 'A council whose server broke off' },
      { address: 'later@highlands.example', label: 'A council whose server is busy' },
    ],
  });
  const systems = recipientListIdOf('case-systems');
  await seeder.give(lead, systems, 'CreateRecipientList', {
    name: 'Case systems of councils',
    channel: 'WEBHOOK',
    audience: 'PRACTITIONERS',
  });
  await seeder.give(lead, systems, 'AddRecipients', {
    recipients: [{ address: 'https://cases.dundee.example/inbox', label: 'Case system, Dundee' }],
  });
  const former = recipientListIdOf('former');
  const retired = { name: 'Lead authority contacts (LAPS)', channel: 'EMAIL', audience: 'PRACTITIONERS' };
  await seeder.give(lead, former, 'CreateRecipientList', retired);
  await seeder.give(lead, former, 'RetireRecipientList', { reason: 'The scheme was replaced.' });
  await send(seeder, 'EMAIL', leads);
  await send(seeder, 'WEBHOOK', systems);
}

/** A published standard answer, circulated. */
async function send(
  seeder: Seeder,
  channel: OpenDispatchInput['channel'],
  list: OpenDispatchInput['recipientListIds'][0],
) {
  const sourceId = deriveId('standard-answer', 'demonstration', 'earlier-schemes');
  const input: OpenDispatchInput = {
    sourceId,
    issue: 1,
    channel,
    recipientListIds: [list],
    subject: 'How the pilot relates to lead authority partnerships',
    text: TEXT,
    html: `<p>${TEXT}</p>`,
    contentDigest: digestOf(TEXT),
    attachments: [],
  };
  await seeder.give(systemCaller('demonstration'), dispatchIdOf(input), 'OpenDispatch', { ...input });
}
