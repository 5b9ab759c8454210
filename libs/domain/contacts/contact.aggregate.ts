import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { deriveId, type IdOf } from '#platform/values';
import { answeringCapacity } from './answering.queries.js';
import { prepareAmendment } from './contact-amendment.preparation.js';
import { contactCommands, type ContactCommand } from './contact.commands.js';
import { prepareRecord } from './contact-record.preparation.js';
import { contactDecider } from './contact.decider.js';
import { contactEvents, type ContactEvent } from './contact.events.js';
import { findContacts } from './contact.queries.js';
import type { ContactState } from './contact.state.js';
import type { ContactSource } from './contact.vocabulary.js';
import { prepareIntention } from './intention.preparation.js';
import { GATEWAY_DEFAULTS, type GatewaySettings } from './gateway.settings.js';

/** The contact that an authority knows under a reference in a system of its own: the same in every import. */
export function contactIdOf(authorityId: string, { system, reference }: ContactSource): IdOf<'contact'> {
  return deriveId('contact', authorityId, system, reference);
}

/** Under which settings the gateway advises is decided when the service starts. */
export function defineContactAggregate(settings: GatewaySettings) {
  return defineAggregate<ContactState, ContactCommand, ContactEvent, typeof contactCommands, Session>({
    name: 'contact',
    context: 'contacts',
    subject: 'Contact',
    events: contactEvents,
    commands: contactCommands,
    creations: ['RegisterIntention', 'RecordContact'],
    decider: contactDecider,
    preparations: {
      RegisterIntention: (input, { session, today }) => prepareIntention(session, input, settings, today),
      AnswerIntention: async (input, { session, stream }) => {
        const contact = (await findContacts(session, [stream])).get(stream);
        const capacity = contact && (await answeringCapacity(session, contact.organisationId));
        return { outcome: 'prepared', data: { ...input, capacity } };
      },
      RecordContact: (input, { session }) => prepareRecord(session, input),
      AmendContact: (input, { session, stream }) => prepareAmendment(session, stream, input),
    },
    attributes: (id, state) => {
      if (state.kind === 'unknown') return { id };
      const { organisationId, authorityId } = state.subject;
      return { id, organisationId, authorityId };
    },
    references: (_id, state) => (state.kind === 'unknown' ? {} : { organisationId: state.subject.organisationId }),
  });
}

/** With the gateway's defaults: for imports, which do not ask the gateway. */
export const contactAggregate = defineContactAggregate(GATEWAY_DEFAULTS);
