import { DUNDEE_ID, ORGANISATION_ID } from '../synthetic-log/callers.js';
import { SITE_ID } from '../synthetic-log/template.js';

/** A question to the API, as a client's system asks it over and over. */
export interface Question {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What a reader of its figures must know besides. */
  readonly note?: string;
}

/** May an officer contact this organisation about this, now, and through whom? */
export const gatewayQuestion: Question = {
  name: 'a gateway question',
  note: 'asked again and again while nothing is written, so that the service remembers what the advice rests on',
  query: /* GraphQL */ `
    query MayI($input: GatewayQuestionInput!) {
      gatewayAdvice(input: $input) {
        kind
        until
        reasons {
          rule
          version
          decisive
          text
          contacts {
            id
            topic
            madeOn
            authority {
              name
            }
          }
        }
        contactPoint {
          capacity
          authority {
            id
            name
          }
          officer {
            id
            name
          }
        }
        coordinateWith {
          authority {
            id
            name
          }
        }
      }
    }
  `,
  variables: {
    input: {
      organisationId: ORGANISATION_ID,
      siteId: SITE_ID,
      topic: 'workplace transport',
      purpose: 'VISIT',
      urgency: 'ROUTINE',
    },
  },
};

/** The latest contacts with an organisation, as a case system lists them. */
export const contactsPage: Question = {
  name: 'a page of 50 contacts',
  query: /* GraphQL */ `
    query Contacts($organisationId: ID!, $first: Int!) {
      contacts(first: $first, filter: { organisationId: $organisationId }) {
        nodes {
          id
          revision
          topic
          purpose
          urgency
          status
          plannedOn
          madeOn
          adviceKind
          registeredAt
          organisation {
            id
            name
          }
          site {
            id
            name
          }
          authority {
            id
            name
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  variables: { organisationId: ORGANISATION_ID, first: 50 },
};

/** What concerns a council in the plans of all organisations at whose sites it enforces. */
export const briefingOfCouncil: Question = {
  name: 'a briefing of 25 plans, for a council with 300',
  note: 'read again and again while nothing is written; it was put on record when it was read for the first time',
  query: /* GraphQL */ `
    query Briefing($authorityId: ID!, $first: Int!) {
      briefing(authorityId: $authorityId, first: $first) {
        nodes {
          planId
          planTitle
          version
          inForceFrom
          organisation {
            id
            name
          }
          accountManager {
            id
            name
          }
          actingShadow {
            id
            name
          }
          contactRules {
            number
            topic
            purpose
            advice
            reason
          }
          incidentCriteria {
            own
            defaultVersion
            clauses {
              key
            }
          }
          priorities {
            number
            title
            themes
            grounds
            keyInformation
            topics
          }
          moreExists
          firstDisclosedAt
          previouslySeenVersion
          changes {
            sentence
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  variables: { authorityId: DUNDEE_ID, first: 25 },
};
