import { cpSync } from 'node:fs';
import { basename } from 'node:path';
import { openEmbeddedEngine, type Engine } from '#platform/engine';
import type { Caller } from '#platform/access';
import { START } from '#platform/event-store';
import type { Authentication } from '#platform/graphql';
import { contexts } from '#domain';
import { deriveId } from '#platform/values';
import { addDays, instantOf, londonDate } from '#platform/working-days';
import { createApplication } from '../../../apps/api/application.js';
import { median } from '../benchmark.js';
import { defineProgram } from '../fresh-process.js';
import { ANGUS_OFFICER, ORGANISATION_ID } from '../synthetic-log/callers.js';
import { CommandWriter } from '../synthetic-log/command-writer.js';
import { silentLog } from '../synthetic-log/silent-log.js';

export interface AskAsAtInput {
  /** Data folder that is asked about; it is copied and left as it is. */
  readonly from: string;
  readonly folder: string;
  readonly questions: number;
}

/** In milliseconds. */
export interface AsAtFigures {
  /** To answer as at a moment that nobody asked for before. */
  readonly first: number;
  /** To answer as at one that was asked for just before. */
  readonly again: number;
  /** Events that the answer rests on. */
  readonly replayed: number;
}

/** Events of the organisation and its partnership. */
const OF_PARTNERSHIP = 1_000;

const AUDITOR: Caller = {
  party: { kind: 'AUDITOR', id: 'auditor' },
  subject: 'auditor',
  roles: new Set(['AUDITOR']),
  client: 'bench',
};
const authentication: Authentication = { authenticate: async () => AUDITOR };

const QUESTION = /* GraphQL */ `
  query ($partnership: ID!, $organisation: ID!, $position: Position!) @asAt(position: $position) {
    partnership(id: $partnership) {
      status
      accountManager {
        officer {
          name
        }
      }
      organisation {
        name
        sites(first: 20) {
          nodes {
            name
          }
        }
      }
    }
    contacts(first: 25, filter: { organisationId: $organisation }) {
      nodes {
        topic
        authority {
          name
        }
        site {
          name
        }
      }
    }
  }
`;

export const askAsAt = defineProgram(
  import.meta.url,
  async ({ from, folder, questions }: AskAsAtInput): Promise<AsAtFigures> => {
    cpSync(from, folder, { recursive: true, filter: (file) => basename(file) !== 'lock' });
    const onFault = (error: unknown): never => {
      throw error;
    };
    const engine = await openEmbeddedEngine({ dataFolder: folder, contexts, log: silentLog, onFault });
    await engine.start();
    await growPartnership(engine);
    const app = await createApplication({ engine, authentication, log: silentLog });
    await app.listen(0, '127.0.0.1');
    try {
      return await measure(`${await app.getUrl()}/graphql`, await engine.store.head(), questions);
    } finally {
      await app.close();
      await engine.stop();
    }
  },
);

/** Contacts with the organisation, at the end of the log. */
async function growPartnership(engine: Engine): Promise<void> {
  const commands = new CommandWriter(engine);
  const today = londonDate(instantOf(engine.clock()));
  let events = 0;
  for await (const event of engine.store.readAll({ after: START })) {
    if (event.position > 500) break;
    if (engine.codec.headOf(event).metadata.organisationId === ORGANISATION_ID) events += 1;
  }
  for (; events < OF_PARTNERSHIP; events++) {
    await commands.give(ANGUS_OFFICER, deriveId('contact', `as-at-${events}`), 'RecordContact', {
      organisationId: ORGANISATION_ID,
      topic: 'workplace transport',
      purpose: 'VISIT',
      madeOn: addDays(today, -(events % 300)),
      channel: 'VISIT',
      withWhom: 'Store manager',
      summary: 'Walked the yard and the loading bay with the store manager.',
      outcome: { results: ['VERBAL_ADVICE'], text: 'Repaint the crossing at the goods entrance.' },
    });
  }
}

interface Answer {
  readonly errors?: readonly { readonly message: string }[];
  readonly extensions: { readonly concordat: { readonly asAt: { readonly replayedEvents: number } } };
}

async function measure(url: string, head: number, questions: number): Promise<AsAtFigures> {
  const ask = async (position: number) => {
    const start = performance.now();
    const variables = {
      partnership: deriveId('partnership', 'bench'),
      organisation: ORGANISATION_ID,
      position: String(position),
    };
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer bench' },
      body: JSON.stringify({ query: QUESTION, variables }),
    });
    const answer = (await response.json()) as Answer;
    if (answer.errors?.[0]) throw new Error(answer.errors[0].message);
    return { took: performance.now() - start, replayed: answer.extensions.concordat.asAt.replayedEvents };
  };
  const [first, again]: [number[], number[]] = [[], []];
  let replayed = 0;
  // The first few warm up.
  for (let number = -5; number < questions; number++) {
    const position = head - 5 - number;
    const asked = await ask(position);
    replayed = asked.replayed;
    const repeated = await ask(position);
    if (number < 0) continue;
    first.push(asked.took);
    again.push(repeated.took);
  }
  return { first: median(first), again: median(again), replayed };
}
