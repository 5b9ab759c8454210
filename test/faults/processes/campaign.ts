import { Random } from '../../support/random-calls/random.js';
import type { Fleet } from './fleet.js';
import {
  recordFigures,
  RegisteringClient,
  sumOfFigures,
  type ClientFigures,
  type RecordFigures,
} from './registering-client.js';

/** In milliseconds; shorter than a token lives. */
const TOKEN_REUSED_FOR = 30_000;

export interface CampaignOptions {
  readonly clients: number;
  /** In each round, of all clients. */
  readonly commands: number;
  readonly seed: number;
}

/** Clients of a fleet that go on while something is done to it, round after round. */
export class Campaign {
  readonly #clients: readonly RegisteringClient[];

  constructor(
    private readonly fleet: Fleet,
    private readonly options: CampaignOptions,
  ) {
    const token = tokenOf(fleet);
    this.#clients = Array.from({ length: options.clients }, (_, index) => {
      return new RegisteringClient(fleet.urls, token, new Random(options.seed + index));
    });
  }

  /** Ends when all commands of the round are acknowledged, and each was seen at a position that was answered. */
  async round<Result>(strike: () => Promise<Result>): Promise<Result> {
    const each = this.options.commands / this.options.clients;
    const working = this.#clients.map(async (client) => {
      for (let count = 0; count < each; count += 1) await client.registerOne();
    });
    const result = await strike();
    await Promise.all(working);
    return result;
  }

  async figures(): Promise<ClientFigures & RecordFigures> {
    return { ...sumOfFigures(this.#clients), ...recordFigures(this.#clients, await this.fleet.registered()) };
  }
}

export function told(figures: ClientFigures & RecordFigures): string {
  return (
    `${figures.commands} commands sent ${figures.sent} times, acknowledged loss ${figures.acknowledgedLoss}, ` +
    `duplicates ${figures.duplicates}, reads behind a returned position ${figures.readsBehind} of ${figures.reads}`
  );
}

/** One token for all requests of a while: asking for each would be most of the work. */
function tokenOf(fleet: Fleet): () => Promise<string> {
  let current: { readonly until: number; readonly token: Promise<string> } | undefined;
  return () => {
    if (current === undefined || current.until < performance.now()) {
      current = { until: performance.now() + TOKEN_REUSED_FOR, token: fleet.token() };
    }
    return current.token;
  };
}
