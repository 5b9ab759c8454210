import 'reflect-metadata';
import { Controller, Get, Param, Post, type Type } from '@nestjs/common';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { currentCorrelationId, registerCorrelation } from './correlation.js';
import { httpServerOptions } from './http-server.js';
import { createLog, type Log } from './logging.js';
import { NestLog } from './nest-log.js';
import { registerRequestLog } from './request-log.js';

export interface LogLines {
  readonly log: Log;
  readonly lines: readonly Record<string, unknown>[];
  /** The log as it was written. */
  text(): string;
}

/** A log that is kept in memory, line by line. */
export function logLines(): LogLines {
  const lines: Record<string, unknown>[] = [];
  const written: string[] = [];
  const write = (line: string) => {
    written.push(line);
    lines.push(JSON.parse(line) as Record<string, unknown>);
  };
  return { log: createLog({ level: 'trace', destination: { write } }), lines, text: () => written.join('') };
}

@Controller()
class SomeController {
  @Get('things/:id')
  thing(@Param('id') id: string): object {
    return { id, correlationId: currentCorrelationId() };
  }

  @Post('things')
  async create(): Promise<object> {
    await new Promise((resolve) => setImmediate(resolve));
    return { correlationId: currentCorrelationId() };
  }

  @Get('fail')
  fail(): never {
    throw new Error('A fault with Bearer abc.def in it');
  }
}

export interface ServiceApp {
  readonly app: NestFastifyApplication;
  readonly url: string;
}

export async function startServiceApp(
  { log }: LogLines,
  modules: readonly DynamicModule[] = [],
  prepare: (app: FastifyInstance) => Promise<void> | void = () => undefined,
): Promise<ServiceApp> {
  const http = { host: '127.0.0.1', port: 0, trustedProxies: ['127.0.0.1'], stopWithinMs: 1000 };
  const adapter = new FastifyAdapter(httpServerOptions(http));
  const app = await NestFactory.create<NestFastifyApplication>(rootModule(modules), adapter, {
    logger: new NestLog(log),
  });
  registerCorrelation(adapter.getInstance());
  registerRequestLog(adapter.getInstance(), log);
  await prepare(adapter.getInstance());
  await app.listen(0, '127.0.0.1');
  return { app, url: await app.getUrl() };
}

function rootModule(imports: readonly DynamicModule[]): Type {
  class RootModule {}
  Module({ imports: [...imports], controllers: [SomeController] })(RootModule);
  return RootModule;
}
