import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGraphqlApp, type GraphqlApp } from '../graphql/limits/graphql-app.fixture.js';
import { currentCorrelationId, registerCorrelation } from './correlation.js';
import { graphqlMetricsPlugin } from './graphql-metrics.plugin.js';
import { Metrics } from './metrics.js';

const metrics = new Metrics();
let slowStarted = () => undefined as void;
let finishSlow = () => undefined as void;
let app: GraphqlApp;

beforeAll(async () => {
  app = await startGraphqlApp({
    plugins: [graphqlMetricsPlugin(metrics)],
    correlationId: currentCorrelationId,
    prepare: (nest) => registerCorrelation(nest.getHttpAdapter().getInstance()),
    resolvers: {
      Query: {
        fail: async (_: unknown, { how }: { how?: string }) => {
          if (how !== 'slowly') throw new Error('A fault');
          slowStarted();
          await new Promise<void>((resolve) => (finishSlow = resolve));
          return 'done';
        },
      },
    },
  });
});
afterAll(() => app.close());

async function count(metric: string, labels: Record<string, string>): Promise<number> {
  const found = metrics.registry.getSingleMetric(metric);
  if (!found) throw new Error(`There is no metric ${metric}.`);
  const { values } = await found.get();
  return values
    .filter(
      (value) => !('metricName' in value) || value.metricName === `${metric}_count` || value.metricName === metric,
    )
    .filter((value) => Object.entries(labels).every(([name, text]) => value.labels[name] === text))
    .reduce((sum, { value }) => sum + value, 0);
}

describe('GraphQL in the service', () => {
  it('gives masked faults the correlation id of their request', async () => {
    const id = '6f1c2b5e-3d0a-4f63-9d51-0a6d3a1c7b42';
    const { errors, headers } = await app.send('{ fail }', {}, { 'x-correlation-id': id });
    expect(errors[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', correlationId: id });
    expect(headers.get('x-correlation-id')).toBe(id);
    expect(app.logged.at(-1)?.fields).toMatchObject({ correlationId: id });
  });

  it('is measured by root field and code, and never by what clients name', async () => {
    const operations = 'concordat_graphql_operation_duration_seconds';
    await app.send('query Anything1 { x: now }');
    await app.send('query Anything2 { now size }');
    expect(await count(operations, { type: 'query', field: 'now', outcome: 'ok' })).toBe(2);
    await app.send('{ unknown1 }');
    await app.send('{ unknown2');
    await app.send('{ ...F } fragment F on Query { now }');
    expect(await count(operations, { field: 'other' })).toBe(3);
    expect(await count('concordat_graphql_errors_total', { code: 'GRAPHQL_VALIDATION_FAILED' })).toBe(1);
    expect(await count('concordat_graphql_errors_total', { code: 'GRAPHQL_PARSE_FAILED' })).toBe(1);
    expect(await metrics.text()).not.toMatch(/Anything|unknown/);
  });

  it('answers what is under way when the server closes, and takes nothing more', async () => {
    const started = new Promise<void>((resolve) => (slowStarted = resolve));
    const slow = app.send('{ fail(how: "slowly") }');
    await started;
    const closed = app.close();
    finishSlow();
    expect((await slow).data).toEqual({ fail: 'done' });
    await closed;
    await expect(app.send('{ now }')).rejects.toMatchObject({ name: 'TypeError' });
  });
});
