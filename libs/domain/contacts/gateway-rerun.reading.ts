import { PARTY_KINDS, ROLES, type Caller } from '#platform/access';
import { AsAt } from '#platform/as-at';
import type { Engine } from '#platform/engine';
import type { EventMetadata, StoredEvent } from '#platform/event-sourcing';
import type { Position, Revision, StreamName } from '#platform/event-store';
import type { Session } from '#platform/sessions';
import { parseInstant } from '#platform/working-days';
import { answerDueOn } from './contact.decider.js';
import type { PreparedIntention } from './contact.commands.js';
import type { ContactEventData } from './contact.events.js';
import { advise } from './gateway.js';
import {
  differingParts,
  differingRules,
  hadSameFacts,
  rulesOf,
  settingsOf,
  type GatewayOutcome,
  type OutcomePart,
  type RuleDifference,
  type WhatIf,
} from './gateway-rerun.js';
import type { GatewaySettings } from './gateway.settings.js';
import { prepareIntention } from './intention.preparation.js';

/** A question to the gateway with its advice, as it was put on record. */
interface PastQuestion {
  readonly event: Pick<StoredEvent, 'position' | 'recordedAt' | 'metadata'>;
  readonly intention: ContactEventData<'IntentionRegistered'>;
}

/** A question of the past, judged again. */
export interface RerunCase {
  readonly contactId: string;
  readonly position: Position;
  readonly registeredOn: string;
  readonly then: GatewayOutcome;
  /** `undefined` where the question could not be put again; `notJudged` says why. */
  readonly now: GatewayOutcome | undefined;
  readonly notJudged: string | undefined;
  readonly differs: readonly OutcomePart[];
  readonly rules: readonly RuleDifference[];
  readonly sameFacts: boolean;
}

/** Puts questions of the past to the gateway again, on the facts as they were. */
export class GatewayReruns {
  constructor(
    private readonly engine: Engine,
    private readonly present: GatewaySettings,
  ) {}

  /** @throws AsAtError when the facts of then cannot be had */
  async judge(contactId: string, whatIf: WhatIf, gone: AbortSignal): Promise<RerunCase> {
    const question = await this.#questionOf(contactId);
    const { event, intention } = question;
    const { advice, answerDue, registeredOn } = intention;
    const then: GatewayOutcome = { advice, answerDue };
    const known = { contactId, position: event.position, registeredOn, then };
    const asker = askerOf(event.metadata);
    if (!asker) return { ...known, ...unjudged('It is not known any more who asked.') };
    using session = await AsAt.of(this.engine).sessionBefore(event, asker, {
      kind: 'gateway re-run',
      ids: [intention.organisationId],
      gone,
    });
    const asGiven = settingsOf(then, this.present);
    const again = await putAgain(session, intention, asGiven);
    if (typeof again === 'string') return { ...known, ...unjudged(again) };
    const settings = { ...asGiven, ...whatIf.settings };
    const changed = await putAgain(session, intention, settings);
    if (typeof changed === 'string') return { ...known, ...unjudged(changed) };
    const now = outcomeOf(changed, event.recordedAt, whatIf);
    const sameFacts = hadSameFacts(advice, advise(again.question, again.facts));
    return {
      ...known,
      now,
      notJudged: undefined,
      differs: differingParts(then, now),
      rules: differingRules(advice, now.advice),
      sameFacts,
    };
  }

  async #questionOf(contactId: string): Promise<PastQuestion> {
    const first = 0 as Revision;
    for await (const recorded of this.engine.store.readStream(contactId as StreamName, { from: first, to: first })) {
      const event = this.engine.codec.decode(recorded);
      if (event.type !== 'IntentionRegistered') break;
      return { event, intention: event.data as PastQuestion['intention'] };
    }
    throw new Error(`${contactId} has advice, and does not begin with an intention.`);
  }
}

function unjudged(notJudged: string): Pick<RerunCase, 'now' | 'notJudged' | 'differs' | 'rules' | 'sameFacts'> {
  return { now: undefined, notJudged, differs: [], rules: [], sameFacts: false };
}

/** @returns why it could not be prepared, in a sentence */
async function putAgain(
  session: Session,
  {
    organisationId,
    siteId,
    topic,
    purpose,
    urgency,
    exemption,
    plannedOn,
    officerId,
    registeredOn,
  }: PastQuestion['intention'],
  settings: GatewaySettings,
): Promise<PreparedIntention | string> {
  const asked = { organisationId, siteId, topic, purpose, urgency, exemption, plannedOn, officerId };
  const prepared = await prepareIntention(session, asked, settings, registeredOn);
  return prepared.outcome === 'prepared' ? prepared.data : prepared.rejection.message;
}

function outcomeOf({ question, facts, nation }: PreparedIntention, recordedAt: string, whatIf: WhatIf): GatewayOutcome {
  const advice = advise(question, facts, rulesOf(whatIf));
  return { advice, answerDue: answerDueOn(advice, facts, { nation, now: parseInstant(recordedAt) }) };
}

/** Whoever asked, with the roles that the token had then. */
function askerOf({ actor: { party, roles, ...who } }: EventMetadata): Caller | undefined {
  const kind = PARTY_KINDS.find((each) => each === party.kind);
  if (!kind) return undefined;
  return { ...who, party: { kind, id: party.id }, roles: new Set(ROLES.filter((role) => roles.includes(role))) };
}
