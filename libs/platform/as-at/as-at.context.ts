import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { AsAt, type AsAtSettings } from './as-at.js';
import { asAtPlugin } from './as-at.plugin.js';
import { CompareResolver } from './compare/compare.resolver.js';

@Module({ providers: [CompareResolver] })
class AsAtModule {}

/** Every query as at an earlier moment, and as others saw it. */
export function asAtWith(settings: AsAtSettings): DomainContext {
  return {
    name: 'as-at',
    aggregates: [],
    projections: [],
    policy: () => undefined,
    standings: [],
    processes: [],
    mutations: [],
    nodes: [],
    module: AsAtModule,
    plugins: (engine) => [asAtPlugin(new AsAt(engine, settings))],
  };
}
