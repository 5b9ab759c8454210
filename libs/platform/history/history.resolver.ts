import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { Engine } from '#platform/engine';
import { applicationError, NodeRegistry, type Connection, type RequestContext } from '#platform/graphql';
import { HistoryReader, type HistoryEntry } from './history-reader.js';
import { historySearch, type HistoryArguments } from './history.search.js';
import { typesOfHistories } from './history-types.js';
import { seesEverything } from './history.rights.js';

@Resolver()
export class HistoryResolver {
  readonly #reader: HistoryReader;

  constructor(
    private readonly engine: Engine,
    nodes: NodeRegistry,
  ) {
    this.#reader = new HistoryReader(engine, nodes);
  }

  @Query('history')
  async history(@Args() args: HistoryArguments, @Context() context: RequestContext): Promise<Connection<HistoryEntry>> {
    const session = await context.reads.session();
    const search = historySearch(args, session.now, await typesOfHistories(this.engine));
    if (search.scope.kind === 'everything' && !seesEverything(session.caller)) {
      throw applicationError(
        'FORBIDDEN',
        'Only the auditor may ask for the history of everything. Name a partnership, an organisation, an object or an officer.',
      );
    }
    return this.#reader.page(search, args, context);
  }
}
