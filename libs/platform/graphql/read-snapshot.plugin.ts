import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from './request-context.js';

/** Reports the position that an answer shows, and gives the snapshot back when the answer is ready. */
export const readSnapshotPlugin: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    async willSendResponse({ contextValue: { reads, correlationId }, response }) {
      try {
        const position = await reads.position();
        if (position === undefined || response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        singleResult.extensions = {
          ...singleResult.extensions,
          concordat: {
            position: position.toString(),
            correlationId,
            ...(reads.past && { asAt: reads.past.describe() }),
          },
        };
      } finally {
        await reads.release();
      }
    },
  }),
};
