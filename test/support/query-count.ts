import { SqliteQueryCompiler, type KyselyPlugin } from 'kysely';
import type { Engine } from '#platform/engine';

export interface QueryCount {
  /** The text of every query through a session since the last `reset`. */
  readonly texts: readonly string[];
  reset(): void;
  /** How often the commonest text was sent: one more for each item of a list is what N+1 looks like. */
  commonest(): { readonly times: number; readonly text: string };
}

/** Counts the queries that requests send to the read models. Queries for the rights of callers do not count. */
export function countQueries(engine: Engine): QueryCount {
  const texts: string[] = [];
  const compiler = new SqliteQueryCompiler();
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      texts.push(compiler.compileQuery(node, queryId).sql);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const open = engine.sessions.open.bind(engine.sessions);
  engine.sessions.open = async (caller) => {
    const session = await open(caller);
    const tables = session.tables.bind(session);
    session.tables = <Tables>() => tables<Tables>().withPlugin(plugin);
    return session;
  };
  return {
    texts,
    reset: () => void texts.splice(0),
    commonest: () => {
      const groups = [...Map.groupBy(texts, (text) => text)].map(([text, { length }]) => ({ times: length, text }));
      return groups.reduce((most, each) => (each.times > most.times ? each : most), { times: 0, text: '' });
    },
  };
}
