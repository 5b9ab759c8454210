/** A question to the API, as a client's system asks it over and over. */
export interface Question {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export const organisationsPage: Question = {
  name: 'a page of 50 organisations',
  query: /* GraphQL */ `
    query Organisations($first: Int!) {
      organisations(first: $first) {
        nodes {
          id
          revision
          name
          structure
          sicCodes
          headcount {
            ukEmployees
            asOf
            source
          }
          legalEntities {
            name
            registry
            number
          }
          eligibility {
            eligible
            overridden
            reasons
          }
          registeredAt
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  variables: { first: 50 },
};
