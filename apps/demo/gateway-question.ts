import { organisationIdOf, siteIdOf } from './seed/seed-organisations.js';

const QUERY = /* GraphQL */ `
  query MayI($input: GatewayQuestionInput!) {
    gatewayAdvice(input: $input) {
      kind
      reasons {
        text
        rule
        version
        decisive
      }
      contactPoint {
        capacity
        officer {
          name
        }
      }
    }
  }
`;

/**
 * What an environmental health officer in Dundee asks before she writes to ASDA, whose partnership Wakefield leads: may
 * I contact this organisation about this, now, and through whom?
 */
export const GATEWAY_QUESTION = JSON.stringify({
  query: QUERY.replace(/\s+/g, ' ').trim(),
  variables: {
    input: {
      organisationId: organisationIdOf('asda'),
      siteId: siteIdOf('asda', 'Dundee'),
      topic: 'workplace transport',
      purpose: 'INFORMATION_REQUEST',
    },
  },
});

/** The question as a command line that can be pasted into a shell. */
export function curlOf(url: string, token: string): string {
  return [
    `curl --silent ${url}/graphql`,
    `--header 'Authorization: Bearer ${token}'`,
    `--header 'Content-Type: application/json'`,
    `--data '${GATEWAY_QUESTION}'`,
  ].join(' \\\n  ');
}

export async function askGateway(url: string, token: string): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: GATEWAY_QUESTION,
  });
  return JSON.stringify(await response.json(), null, 2);
}
