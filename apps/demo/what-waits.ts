const QUERY = /* GraphQL */ `
  {
    myAgreements {
      nodes {
        agreement {
          title
        }
      }
    }
    contactsAwaitingMyAnswer {
      nodes {
        topic
        authority {
          name
        }
      }
    }
  }
`;

interface Waiting {
  readonly data: {
    readonly myAgreements: { readonly nodes: readonly { readonly agreement: { readonly title: string } | null }[] };
    readonly contactsAwaitingMyAnswer: {
      readonly nodes: readonly { readonly topic: string; readonly authority: { readonly name: string } | null }[];
    };
  };
}

/** What waits for the bearer of a token: what to agree to (`myAgreements`) and whom to answer. */
export async function whatWaitsFor(url: string, token: string): Promise<readonly string[]> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY }),
  });
  const { data } = (await response.json()) as Waiting;
  return [
    ...data.myAgreements.nodes.map(({ agreement }) => `To agree: ${agreement?.title ?? 'something'}`),
    ...data.contactsAwaitingMyAnswer.nodes.map(
      ({ topic, authority }) => `To answer: ${authority?.name ?? 'somebody'} about ${topic}`,
    ),
  ];
}
