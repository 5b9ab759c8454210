import { accept, reject, type DecisionContext } from '#platform/event-sourcing';
import { dateInWords } from '#platform/working-days';
import type { DataOf, MessageFollowUpCommand } from './message.commands.js';
import { closed } from './message.rejections.js';
import type { KnownMessage, MessageDecision } from './message.state.js';

const MOST_FOLLOW_UPS = 100;
const MOST_RISKS = 50;

export function decideFollowUp(
  command: MessageFollowUpCommand,
  state: KnownMessage,
  context: DecisionContext,
): MessageDecision {
  if (state.status === 'WITHDRAWN') return closed(state.status);
  switch (command.type) {
    case 'PlanFollowUp':
      return plan(command.data, state);
    case 'CompleteFollowUp':
      return complete(command.data, state, context);
    case 'LinkRisk':
      return link(command.data, state);
    case 'UnlinkRisk': {
      const { riskId } = command.data;
      return state.riskIds.includes(riskId) ? accept({ type: 'RiskUnlinked', data: { riskId } }) : accept();
    }
  }
}

function plan(data: DataOf<'PlanFollowUp'>, { followUps }: KnownMessage): MessageDecision {
  if (followUps.some(({ on, what, done }) => !done && on === data.on && what === data.what)) return accept();
  if (followUps.length >= MOST_FOLLOW_UPS) {
    return reject('TOO_MANY_RECORDED', `There are ${MOST_FOLLOW_UPS} follow-ups to this message.`);
  }
  return accept({ type: 'FollowUpPlanned', data: { ...data, followUp: followUps.length + 1 } });
}

function complete(
  data: DataOf<'CompleteFollowUp'>,
  { followUps }: KnownMessage,
  { today }: DecisionContext,
): MessageDecision {
  const found = followUps[data.followUp - 1];
  if (!found) return reject('FOLLOW_UP_UNKNOWN', `There is no follow-up ${data.followUp}.`, ['followUp']);
  if (found.done) {
    if (found.done.on === data.on && found.done.note === data.note) return accept();
    return reject('ALREADY_RECORDED', `Follow-up ${data.followUp} was done on ${dateInWords(found.done.on)}.`, [
      'followUp',
    ]);
  }
  if (data.on > today) {
    return reject('DATE_IN_FUTURE', `${dateInWords(data.on)} is still to come. Record it on the day or later.`, ['on']);
  }
  return accept({ type: 'FollowUpDone', data });
}

function link({ riskId, facts }: DataOf<'LinkRisk'>, { riskIds }: KnownMessage): MessageDecision {
  if (riskIds.includes(riskId)) return accept();
  if (!facts.known) return reject('RISK_UNKNOWN', 'There is no such risk of the programme.', ['riskId']);
  if (riskIds.length >= MOST_RISKS) {
    return reject('TOO_MANY_RECORDED', `${MOST_RISKS} risks are linked to this message.`, ['riskId']);
  }
  return accept({ type: 'RiskLinked', data: { riskId } });
}
