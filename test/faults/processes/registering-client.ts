import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../support/random-calls/random.js';

interface Registered {
  readonly id: string;
  readonly position: string;
}

interface Known extends Registered {
  readonly name: string;
}

/** What clients were promised, and what they saw. */
export interface ClientFigures {
  /** Commands, each acknowledged. */
  commands: number;
  /** Times that a command was sent, the first one included. */
  sent: number;
  /** Reads after a position that was returned before. */
  reads: number;
  /** Of these, how many showed less than that position holds. */
  readsBehind: number;
  /** Answers to the same command that were not the same. */
  differing: number;
}

const REGISTER = `mutation ($input: OrganisationRegisterInput!) {
  organisationRegister(input: $input) { organisation { id } position userErrors { code message } }
}`;
const READ = 'query ($id: ID!) { organisation(id: $id) { id name } }';
const LIST = `query ($name: String!) { organisations(first: 50, nameStartsWith: $name) { nodes { id name } } }`;
/** Of the digits that the names of a list begin with. */
const LISTED_DIGITS = 1;
const MOST_COPIES = 5;
/** Of a hundred commands. */
const SENT_SEVERAL_TIMES = 40;
/** Before something that was not answered is sent again, in milliseconds. */
const PAUSE_MS = 20;
/** So many of those registered are read again. */
const MEMORY = 100;

/** Registers organisations, some several times at once over several processes, and looks for each at another process. */
export class RegisteringClient {
  readonly figures: ClientFigures = { commands: 0, sent: 0, reads: 0, readsBehind: 0, differing: 0 };

  /** The ids of what was acknowledged, each once. */
  readonly acknowledged = new Set<string>();
  readonly #known: Known[] = [];

  constructor(
    private readonly urls: readonly string[],
    private readonly token: () => Promise<string>,
    private readonly random: Random,
  ) {}

  /** Registers an organisation, and reads it after the position that was answered. */
  async registerOne(): Promise<void> {
    const input = { idempotencyKey: this.random.uuid(), name: `Body ${this.random.uuid()}`, structure: 'MIXED' };
    const copies = this.random.percent(SENT_SEVERAL_TIMES) ? 2 + this.random.below(MOST_COPIES - 1) : 1;
    const answers = await Promise.all(Array.from({ length: copies }, () => this.#register(input)));
    this.figures.commands += 1;
    const [first] = answers;
    if (first === undefined) return;
    if (answers.some(({ id, position }) => id !== first.id || position !== first.position)) this.figures.differing += 1;
    this.acknowledged.add(first.id);
    const registered = { ...first, name: input.name };
    this.#known.push(registered);
    if (this.#known.length > MEMORY) this.#known.shift();
    await this.#read(registered);
  }

  /** Reads one of those it has registered before. */
  async readAgain(): Promise<void> {
    if (this.#known.length > 0) await this.#read(this.random.pick(this.#known));
  }

  /** Lists some of all that are registered. */
  async readList(): Promise<void> {
    const nameStartsWith = `Body ${this.random.uuid().slice(0, LISTED_DIGITS)}`;
    const { organisations } = await this.#ask<{ organisations: { nodes: readonly { name: string }[] } }>(LIST, {
      name: nameStartsWith,
    });
    this.figures.reads += 1;
    const other = organisations.nodes.find(({ name }) => !name.startsWith(nameStartsWith));
    if (other !== undefined) throw new Error(`A list of ${nameStartsWith}… holds ${other.name}.`);
  }

  async #register(input: object): Promise<Registered> {
    const { organisationRegister: answer } = await this.#ask<{
      organisationRegister: { organisation: { id: string }; position: string; userErrors: readonly object[] };
    }>(REGISTER, { input });
    if (answer.userErrors.length > 0) throw new Error(JSON.stringify(answer.userErrors));
    return { id: answer.organisation.id, position: answer.position };
  }

  async #read({ id, position, name }: Known): Promise<void> {
    const headers = { 'concordat-read-after': position };
    const { organisation } = await this.#ask<{ organisation: { name: string } | null }>(READ, { id }, headers);
    this.figures.reads += 1;
    if (organisation?.name !== name) this.figures.readsBehind += 1;
  }

  /** Sends it again, to whichever process, until it is answered. */
  async #ask<Data>(query: string, variables: object, headers: Record<string, string> = {}): Promise<Data> {
    for (;;) {
      const url = this.random.pick(this.urls);
      if (query === REGISTER) this.figures.sent += 1;
      const answer = await this.#post<Data>(url, { query, variables }, headers).catch(() => undefined);
      if (answer !== undefined) return answer;
      await pause(PAUSE_MS);
    }
  }

  /** @returns undefined when it is to be sent again */
  async #post<Data>(url: string, body: object, headers: Record<string, string>): Promise<Data | undefined> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await this.token()}`, ...headers },
      body: JSON.stringify(body),
    });
    const { data, errors } = (await response.json()) as { data?: Data | null; errors?: readonly object[] };
    if (response.status >= 500 || response.status === 429 || data === null || data === undefined) return undefined;
    return errors === undefined ? data : undefined;
  }
}

/** What became of what was acknowledged. */
export interface RecordFigures {
  /** Acknowledged, and not on record. */
  readonly acknowledgedLoss: number;
  /** On record more than once, or without anybody having been told of it. */
  readonly duplicates: number;
}

/**
 * Each by itself: one that is lost is not made up for by one that is there twice.
 * @param recorded how often each id is on record, when nothing is under way any more
 */
export function recordFigures(
  clients: readonly Pick<RegisteringClient, 'acknowledged'>[],
  recorded: ReadonlyMap<string, number>,
): RecordFigures {
  const acknowledged = new Set(clients.flatMap((client) => [...client.acknowledged]));
  const onRecord = [...recorded.values()].reduce((sum, count) => sum + count, 0);
  const lost = [...acknowledged].filter((id) => !recorded.has(id)).length;
  return { acknowledgedLoss: lost, duplicates: onRecord - (acknowledged.size - lost) };
}

export function sumOfFigures(clients: readonly RegisteringClient[]): ClientFigures {
  const sum = (of: keyof ClientFigures) => clients.reduce((total, { figures }) => total + figures[of], 0);
  return {
    commands: sum('commands'),
    sent: sum('sent'),
    reads: sum('reads'),
    readsBehind: sum('readsBehind'),
    differing: sum('differing'),
  };
}
