import { randomUUID } from 'node:crypto';
import {
  Controller,
  Get,
  Headers,
  HttpException,
  Inject,
  NotFoundException,
  Param,
  Req,
  Res,
  ServiceUnavailableException,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '#platform/access';
import { recordReading } from '#platform/audit';
import { Engine } from '#platform/engine';
import { answerTo, type Authentication } from '#platform/graphql';
import {
  EvidenceFormatError,
  LedgerUnavailableError,
  OutsideLedgerError,
  parseTilePath,
  tilePath,
  TILE_WIDTH,
  verifierKeyText,
  type Ledger,
  type LedgerTree,
  type PartnershipTree,
  type TileName,
} from '#platform/ledger';
import { entryBundle } from './entry-bundle.js';
import { EVIDENCE_AUTHENTICATION, requireAuditor } from './evidence-http.access.js';

const TEXT = 'text/plain; charset=utf-8';
const BYTES = 'application/octet-stream';
/** A full tile never changes. */
const FOR_EVER = 'max-age=31536000, immutable';

/**
 * The log as C2SP tlog-tiles lays it out, for ordinary clients of transparency logs. Checkpoint, hashes and keys of the
 * log are for everybody: they say nothing of what they are hashes of. Entries, and the trees of partnerships, are for
 * auditors.
 */
@Controller('evidence')
export class EvidenceController {
  constructor(
    @Inject(Engine) private readonly engine: Pick<Engine, 'ledger' | 'commands' | 'clock'>,
    @Inject(EVIDENCE_AUTHENTICATION) private readonly authentication: Authentication,
  ) {}

  @Get('checkpoint')
  checkpoint(@Res() reply: FastifyReply): void {
    const checkpoint = this.#ledger.checkpoint();
    if (!checkpoint) throw new ServiceUnavailableException('The evidence ledger is being worked out from the log.');
    answer(reply, TEXT, 'no-cache', checkpoint.note);
  }

  /** One verifier key to a line, the active one first. */
  @Get('keys')
  keys(@Res() reply: FastifyReply): void {
    const lines = this.#ledger.keys.verifiers.map((key) => `${verifierKeyText(key)}\n`);
    answer(reply, TEXT, 'no-cache', lines.join(''));
  }

  @Get('tile/*')
  async tile(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Headers('authorization') authorization?: string,
  ): Promise<void> {
    const name = tileName(request);
    if (name.level === 'entries') {
      const auditor = await requireAuditor(this.authentication, authorization);
      await this.#putOnRecord(auditor, `evidence ${tilePath(name)}`);
    }
    await answerTile(reply, this.#ledger, name, name.level === 'entries' ? 'private' : 'public');
  }

  @Get('partnerships/:id/checkpoint')
  async partnershipCheckpoint(
    @Param('id') id: string,
    @Res() reply: FastifyReply,
    @Headers('authorization') authorization?: string,
  ): Promise<void> {
    answer(reply, TEXT, 'no-cache', (await this.#partnership(id, authorization)).checkpointAt().note);
  }

  @Get('partnerships/:id/tile/*')
  async partnershipTile(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Headers('authorization') authorization?: string,
  ): Promise<void> {
    await answerTile(reply, await this.#partnership(id, authorization), tileName(request), 'private');
  }

  async #partnership(id: string, authorization?: string): Promise<PartnershipTree> {
    const auditor = await requireAuditor(this.authentication, authorization);
    const tree = this.#ledger.partnership(id);
    if (!tree) throw new NotFoundException('The ledger has no tree of such a partnership.');
    await this.#putOnRecord(auditor, `evidence of ${id}`, [id]);
    return tree;
  }

  /** @throws HttpException when it cannot be recorded: nothing leaves then */
  async #putOnRecord(auditor: Caller, name: string, ids: readonly string[] = []): Promise<void> {
    try {
      await recordReading(this.engine, auditor, randomUUID(), { kind: 'PROOF', name, ids, question: { name } });
    } catch (fault) {
      const answer = answerTo(fault);
      throw answer ? new HttpException(answer.message, answer.status, { cause: fault }) : fault;
    }
  }

  get #ledger(): Ledger {
    try {
      return this.engine.ledger;
    } catch (error) {
      if (error instanceof LedgerUnavailableError) throw new ServiceUnavailableException(error.message);
      throw error;
    }
  }
}

/** From the address as it was sent: what a router makes of it could be the name of another tile. */
function tileName({ url }: FastifyRequest): TileName {
  const [path = ''] = url.split('?');
  try {
    return parseTilePath(path.slice(path.indexOf('/tile/') + '/tile/'.length));
  } catch (error) {
    if (error instanceof EvidenceFormatError) throw new NotFoundException(error.message);
    throw error;
  }
}

async function answerTile(
  reply: FastifyReply,
  tree: LedgerTree,
  name: TileName,
  audience: 'public' | 'private',
): Promise<void> {
  const bytes = await bytesOf(tree, name);
  if (!bytes) throw new NotFoundException('The tree has no such tile.');
  // What a partial tile holds never changes either, but the tile will be full one day.
  answer(reply, BYTES, `${audience}, ${name.width === TILE_WIDTH ? FOR_EVER : 'max-age=60'}`, Buffer.from(bytes));
}

async function bytesOf(tree: LedgerTree, name: TileName): Promise<Uint8Array | undefined> {
  try {
    return name.level === 'entries' ? await entryBundle(tree, name.index, name.width) : tree.tile(name);
  } catch (error) {
    if (error instanceof OutsideLedgerError) throw new HttpException(error.message, 409);
    throw error;
  }
}

function answer(reply: FastifyReply, type: string, caching: string, body: string | Buffer): void {
  void reply.header('content-type', type).header('cache-control', caching).send(body);
}
