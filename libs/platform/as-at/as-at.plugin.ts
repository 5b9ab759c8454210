import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import { applicationError, fragmentsOf, type RequestContext } from '#platform/graphql';
import type { AsAt } from './as-at.js';
import { askedPast } from './asked-moment.js';
import { presentOnlyField } from './present-only.js';

/**
 * Turns the reads of an operation with `@asAt` or `@whatWasSeen` to the moment, before anything is executed. Nothing is
 * replayed here: that begins when a field asks for a table.
 */
export function asAtPlugin(asAt: AsAt): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => {
      let end = (): void => undefined;
      return {
        async didResolveOperation({ schema, document, operation, request, contextValue }) {
          if (operation?.operation !== OperationTypeNode.QUERY) return;
          const variables = request.variables ?? {};
          const asked = askedPast(schema, operation, variables);
          if (!asked) return;
          const field = presentOnlyField(schema, operation, fragmentsOf(document));
          if (field !== undefined) {
            throw applicationError(
              'NOT_AS_AT',
              `${field} shows the service as it runs now: it cannot be asked as at an earlier moment. Leave it out.`,
              { field },
            );
          }
          const gone = new AbortController();
          const forget = contextValue.onGone(() => gone.abort());
          end = () => {
            forget();
            // Nobody waits for a replay that is still under way.
            gone.abort();
          };
          const reads = await asAt.reads(asked, { schema, document, operation, variables }, contextValue, gone.signal);
          await contextValue.reads.turnTo(reads);
        },
        async willSendResponse() {
          end();
        },
      };
    },
  };
}
