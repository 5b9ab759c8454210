import { Controller, Get, Inject, NotFoundException, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Engine } from '#platform/engine';

/** The newest checkpoint that a quorum of witnesses has signed, beside the newest one of all. For everybody, like that. */
@Controller('evidence')
export class WitnessedCheckpointController {
  constructor(@Inject(Engine) private readonly engine: Pick<Engine, 'witnesses'>) {}

  @Get('witnessed-checkpoint')
  checkpoint(@Res() reply: FastifyReply): void {
    const checkpoint = this.engine.witnesses?.newestWitnessed();
    if (!checkpoint) throw new NotFoundException('No checkpoint is signed by a quorum of witnesses yet.');
    void reply
      .header('content-type', 'text/plain; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(checkpoint.note);
  }
}
