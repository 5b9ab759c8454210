import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Body, Controller, Headers, HttpCode, HttpException, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Caller } from '#platform/access';
import { recordReading } from '#platform/audit';
import { Engine } from '#platform/engine';
import { EVIDENCE_AUTHENTICATION, requireAuditor } from '#platform/evidence';
import {
  BUNDLE_FRAMES_TYPE,
  BundleExportError,
  bundleSourceOf,
  exportBundle,
  framesOf,
  publishedEventSchema,
} from '#platform/evidence-bundle';
import { answerTo, type Authentication, type FaultLog } from '#platform/graphql';
import { EvidenceFormatError, LedgerBehindError, LedgerUnavailableError } from '#platform/ledger';
import { exportRequest, type ExportRequest } from './export-request.js';

/** Where what goes wrong within an answer is told: its status is on its way by then. */
export const EXPORT_LOG = Symbol('export log');

/** An export reads the log twice: several at once would keep others from reading. */
const MOST_AT_ONCE = 2;

/** `POST /exports/evidence`: an evidence bundle, piece by piece, for auditors. */
@Controller('exports')
export class EvidenceExportController {
  #underWay = 0;

  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(EVIDENCE_AUTHENTICATION) private readonly authentication: Authentication,
    @Inject(EXPORT_LOG) private readonly log: FaultLog,
  ) {}

  @Post('evidence')
  @HttpCode(200)
  async evidence(
    @Body() body: unknown,
    @Res() reply: FastifyReply,
    @Headers('authorization') authorization?: string,
  ): Promise<void> {
    const caller = await requireAuditor(this.authentication, authorization);
    const request = exportRequest.safeParse(body);
    if (!request.success) {
      const [issue] = request.error.issues;
      throw new HttpException(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'cannot be read'}.`, 400);
    }
    if (this.#underWay >= MOST_AT_ONCE) {
      throw new HttpException('Other exports are under way. Try again when they have ended.', 503);
    }
    this.#underWay += 1;
    try {
      await this.#putOnRecord(caller, request.data);
    } catch (error) {
      this.#underWay -= 1;
      throw error;
    }
    const frames = this.#counted(
      framesOf(exportBundle(bundleSourceOf(this.engine, publishedEventSchema), request.data)),
    );
    const first = await beginning(frames);
    const answer = Readable.from(this.#from(first, frames));
    // A client that has left before anything was read of it: the place is free again all the same.
    answer.once('close', () => {
      frames
        .return(undefined)
        .catch((error: unknown) => this.log.error({ err: error }, 'An export did not end cleanly'));
    });
    void reply.header('content-type', BUNDLE_FRAMES_TYPE).header('cache-control', 'no-store').send(answer);
  }

  /** @throws HttpException when it cannot be recorded: nothing leaves then */
  async #putOnRecord(caller: Caller, request: ExportRequest): Promise<void> {
    const { scope } = request;
    const partnerships = scope.kind === 'partnership' ? [scope.partnershipId] : [];
    const name = `evidence of ${partnerships[0] ?? 'everything'}`;
    try {
      await recordReading(this.engine, caller, randomUUID(), {
        kind: 'EXPORT',
        name,
        ids: partnerships,
        question: { ...request },
      });
    } catch (fault) {
      const answer = answerTo(fault);
      throw answer ? new HttpException(answer.message, answer.status, { cause: fault }) : fault;
    }
  }

  async *#counted(frames: AsyncGenerator<string>): AsyncGenerator<string> {
    try {
      yield* frames;
    } finally {
      this.#underWay -= 1;
    }
  }

  /** The client sees an answer that ends too early, and says so; why is for those who run the service. */
  async *#from(first: IteratorResult<string>, frames: AsyncGenerator<string>): AsyncGenerator<string> {
    try {
      if (!first.done) yield first.value;
      yield* frames;
    } catch (error) {
      this.log.error({ err: error }, 'An evidence bundle could not be written to its end');
      throw error;
    } finally {
      await frames.return(undefined);
    }
  }
}

/** What cannot be exported at all is refused with a status. */
async function beginning(frames: AsyncGenerator<string>): Promise<IteratorResult<string>> {
  try {
    return await frames.next();
  } catch (error) {
    if (error instanceof BundleExportError || error instanceof EvidenceFormatError) {
      throw new HttpException(error.message, 409, { cause: error });
    }
    if (error instanceof LedgerBehindError || error instanceof LedgerUnavailableError) {
      throw new HttpException(error.message, 503, { cause: error });
    }
    throw error;
  }
}
