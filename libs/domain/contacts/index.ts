import { Module, type Type } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { contactSubjects } from './contact.subjects.js';
import { answerDeadlines } from './answer-deadlines.process.js';
import { defineContactAggregate } from './contact.aggregate.js';
import { contactById, organisationContactById } from './contact.queries.js';
import { contactRegister } from './contact-register.projection.js';
import { ContactDetailResolver, ContactResolver, OrganisationContactResolver } from './contact.resolver.js';
import { contactsImport } from './contacts.import.js';
import { contactMutations } from './contacts.mutations.js';
import { contactsPolicy } from './contacts.policy.js';
import {
  ContactPayloadResolver,
  ContactPointResolver,
  CoordinationResolver,
  GATEWAY_SETTINGS,
  GatewayAdviceResolver,
  GatewayReasonResolver,
} from './gateway.resolver.js';
import { GatewayRerunCaseResolver, GatewayRerunResolver } from './gateway-rerun.resolver.js';
import { GATEWAY_DEFAULTS, type GatewaySettings } from './gateway.settings.js';

function contactsModule(settings: GatewaySettings): Type {
  @Module({
    providers: [
      { provide: GATEWAY_SETTINGS, useValue: settings },
      ContactResolver,
      ContactDetailResolver,
      ContactPayloadResolver,
      OrganisationContactResolver,
      GatewayAdviceResolver,
      GatewayReasonResolver,
      GatewayRerunResolver,
      GatewayRerunCaseResolver,
      ContactPointResolver,
      CoordinationResolver,
    ],
  })
  class ContactsModule {}
  return ContactsModule;
}

/** The context with the gateway set as the service's operator wants it. */
export function contactsWith(settings: GatewaySettings): DomainContext {
  const contactAggregate = defineContactAggregate(settings);
  return {
    name: 'contacts',
    aggregates: [contactAggregate],
    projections: [contactRegister],
    policy: contactsPolicy,
    standings: [],
    processes: [answerDeadlines],
    dataSubjects: [contactSubjects],
    mutations: [contactMutations(contactAggregate)],
    imports: [contactsImport],
    nodes: [
      { kind: 'contact', typename: 'Contact', batch: contactById },
      { kind: 'organisation-contact', typename: 'OrganisationContact', batch: organisationContactById },
    ],
    module: contactsModule(settings),
  };
}

export const contacts: DomainContext = contactsWith(GATEWAY_DEFAULTS);

export { contactAggregate, contactIdOf } from './contact.aggregate.js';
export { contactById, findContacts, type ContactRow } from './contact.queries.js';
export type { ContactTables } from './contact.tables.js';
export { advise, RULES_VERSION } from './gateway.js';
export { GATEWAY_DEFAULTS, type GatewaySettings } from './gateway.settings.js';
