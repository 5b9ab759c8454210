import { setTimeout as wait } from 'node:timers/promises';
import { startIssuer, type Issuer } from '../../support/issuer/index.js';
import type { ServiceProcess } from '../../support/service-process.js';
import { startSendingProcess, type SendingProcessOptions } from './sending-process.js';

const OPERATOR = {
  clientId: 'operator',
  clientSecret: 'operator-secret',
  claims: { concordat_party: { kind: 'OPERATOR', id: 'operator' }, concordat_roles: ['OPERATOR'] },
};

const FIGURES = `query ($id: ID!) {
  dispatch(id: $id) { status figures { waiting inFlight delivered refused uncertain dead } }
}`;

export interface Figures {
  readonly waiting: number;
  readonly inFlight: number;
  readonly delivered: number;
  readonly refused: number;
  readonly uncertain: number;
  readonly dead: number;
}

interface Answer {
  readonly data?: { readonly dispatch: { readonly figures: Figures } | null };
}

/** The service as `npm start` runs it, with a mail server; asked as its operator. */
export class SendingService {
  private constructor(
    private readonly issuer: Issuer,
    private readonly options: SendingProcessOptions,
  ) {}

  static async with(options: SendingProcessOptions): Promise<SendingService> {
    return new SendingService(await startIssuer({ clients: [OPERATOR] }), options);
  }

  /** Starts it in a process of its own; it begins to send once its read models are ready. */
  start(): ServiceProcess {
    return startSendingProcess(this.issuer, this.options);
  }

  /** Asks until nothing waits and nothing is in flight any more. */
  async finished(process: ServiceProcess, dispatchId: string): Promise<Figures> {
    const url = await process.ready();
    const token = await this.issuer.token(OPERATOR.clientId);
    for (;;) {
      const figures = await this.#figures(url, token, dispatchId);
      if (figures.waiting === 0 && figures.inFlight === 0) return figures;
      await wait(50);
    }
  }

  close(): Promise<void> {
    return this.issuer.close();
  }

  async #figures(url: string, token: string, id: string): Promise<Figures> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: FIGURES, variables: { id } }),
    });
    const answer = (await response.json()) as Answer;
    if (!answer.data?.dispatch) throw new Error(`The operator was answered ${JSON.stringify(answer)}`);
    return answer.data.dispatch.figures;
  }
}
