import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';

@Module({})
class DispatchModule {}

export const dispatch: DomainContext = {
  name: 'dispatch',
  aggregates: [],
  projections: [],
  policy: () => undefined,
  standings: [],
  processes: [],
  mutations: [],
  nodes: [],
  module: DispatchModule,
};

export type { OpenDispatchInput } from './dispatch.commands.js';
export {
  DISPATCH_CHANNELS,
  dispatchIdOf,
  type AttachmentReference,
  type DispatchChannel,
  type DispatchKey,
} from './dispatch.vocabulary.js';
