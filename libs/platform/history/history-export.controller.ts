import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Controller, Get, Headers, HttpException, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '#platform/access';
import { recordReading } from '#platform/audit';
import { Engine } from '#platform/engine';
import { answerTo, applicationError, type Authentication, type FaultLog } from '#platform/graphql';
import { exportSearch, historyLines, type ExportFormat } from './history-export.js';
import { seesEverything } from './history.rights.js';
import { historyArguments, type HistoryParameters } from './history-parameters.js';
import type { HistorySearch } from './history.search.js';

/** How the exports find out who asks. */
export const EXPORT_AUTHENTICATION = Symbol('export authentication');
/** Where what goes wrong within an answer is told: its status is on its way by then. */
export const HISTORY_EXPORT_LOG = Symbol('history export log');

/** Each reads the log for as long as it is taken: many at once would keep others from reading. */
const MOST_AT_ONCE = 4;

const TYPES: Readonly<Record<ExportFormat, string>> = {
  jsonl: 'application/jsonl; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};
/** Histories as files: the same events, and of each as much, as the API's `history` shows to whoever asks. */
@Controller('exports')
export class HistoryExportController {
  readonly #underWay = new Set<Readable>();

  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(EXPORT_AUTHENTICATION) private readonly authentication: Authentication,
    @Inject(HISTORY_EXPORT_LOG) private readonly log: FaultLog,
  ) {}

  @Get('history.:format')
  async history(
    @Param('format') format: string,
    @Query() asked: HistoryParameters,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Headers('authorization') authorization?: string,
  ): Promise<void> {
    const { lines, as } = await worded(async () => {
      const caller = await this.authentication.authenticate(authorization);
      const search = await this.#search(format, asked, caller);
      if (this.#underWay.size >= MOST_AT_ONCE) {
        throw applicationError('UNAVAILABLE', 'Other exports are under way. Try again when they have ended.');
      }
      await this.#putOnRecord(caller, search, asked, typeof request.id === 'string' ? request.id : randomUUID());
      const exported: ExportFormat = format === 'csv' ? 'csv' : 'jsonl';
      return { lines: historyLines(this.engine, caller, search, exported), as: exported };
    });
    void reply
      .header('content-type', TYPES[as])
      .header('content-disposition', `attachment; filename="history.${as}"`)
      .header('cache-control', 'no-store')
      .send(this.#counted(lines));
  }

  /** Ends when the lines do, when they fail, and when the client goes. */
  #counted(lines: AsyncGenerator<string>): Readable {
    const body = Readable.from(lines, { objectMode: false });
    this.#underWay.add(body);
    body.once('error', (error) => this.log.error({ err: error }, 'A history could not be written to its end'));
    body.once('close', () => this.#underWay.delete(body));
    return body;
  }

  async #search(format: string, asked: HistoryParameters, caller: Caller): Promise<HistorySearch> {
    if (format !== 'jsonl' && format !== 'csv')
      throw applicationError('NOT_FOUND', 'Ask for history.jsonl or history.csv.');
    const search = await exportSearch(this.engine, historyArguments(asked));
    if (search.scope.kind === 'everything' && !seesEverything(caller)) {
      throw applicationError('FORBIDDEN', 'Only the auditor may export the history of everything.');
    }
    return search;
  }

  #putOnRecord(
    caller: Caller,
    { scope }: HistorySearch,
    asked: HistoryParameters,
    correlationId: string,
  ): Promise<unknown> {
    const of = scope.kind === 'everything' ? 'everything' : scope.id;
    const ids = scope.kind === 'everything' ? [] : [scope.id];
    return recordReading(this.engine, caller, correlationId, {
      kind: 'EXPORT',
      name: `history of ${of}`,
      ids,
      question: asked,
    });
  }
}

/** @throws HttpException in place of the faults that are worded for whoever asks */
async function worded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (fault) {
    const answer = answerTo(fault);
    if (answer) throw new HttpException(answer.message, answer.status, { cause: fault });
    throw fault;
  }
}
