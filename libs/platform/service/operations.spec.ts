import { afterEach, describe, expect, it } from '@jest/globals';
import { StorageFullError, type EventStore, type Position, type StreamName } from '#platform/event-store';
import type { ProjectionStatus } from '#platform/projections';
import { registerHttpMetrics } from './http-metrics.js';
import { meteredEventStore } from './metered-event-store.js';
import { Metrics } from './metrics.js';
import type { ReadinessCheck } from './readiness.js';
import { logLines, startServiceApp, type ServiceApp } from './service-app.fixture.js';
import { ServiceModule } from './service.module.js';

let service: ServiceApp | undefined;
afterEach(async () => {
  await service?.app.close();
  service = undefined;
});

async function start(check: () => Promise<readonly ReadinessCheck[]>, metrics = new Metrics()): Promise<ServiceApp> {
  const modules = [ServiceModule.forRoot({ readiness: { check }, metrics })];
  service = await startServiceApp(logLines(), modules, (app) => registerHttpMetrics(app, metrics));
  return service;
}

describe('the health routes', () => {
  it('tell that the process lives, whatever else is wrong', async () => {
    const { url } = await start(() => Promise.reject(new Error('secret')));
    const live = await fetch(`${url}/health/live`);
    expect(live.status).toBe(200);
    expect(await live.json()).toEqual({ status: 'live' });
    const ready = await fetch(`${url}/health/ready`);
    expect(ready.status).toBe(500);
    expect(await ready.text()).not.toContain('secret');
  });

  it('tell whether requests can be answered, and what is missing', async () => {
    let lag = true;
    const { url } = await start(async () => [
      { name: 'event-store', ready: true },
      lag ? { name: 'projections', ready: false, reason: 'behind' } : { name: 'projections', ready: true },
    ]);
    const before = await fetch(`${url}/health/ready`);
    expect(before.status).toBe(503);
    expect(await before.json()).toEqual({
      status: 'not ready',
      checks: [
        { name: 'event-store', ready: true },
        { name: 'projections', ready: false, reason: 'behind' },
      ],
    });
    lag = false;
    const after = await fetch(`${url}/health/ready`);
    expect(after.status).toBe(200);
    expect(await after.json()).toMatchObject({ status: 'ready' });
  });
});

/** The value of one sample in the text format. */
function sample(text: string, name: string): number | undefined {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

describe('the metrics', () => {
  it('are in Prometheus text format, with those of the process', async () => {
    const { url } = await start(async () => []);
    const response = await fetch(`${url}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(await response.text()).toContain('process_resident_memory_bytes');
  });

  it('count requests by route, and all unknown paths as one', async () => {
    const metrics = new Metrics();
    const { url } = await start(async () => [], metrics);
    for (const path of ['things/1', 'things/2', 'a', 'b', 'c/d?e']) await (await fetch(`${url}/${path}`)).text();
    const text = await metrics.text();
    const requests = 'concordat_http_request_duration_seconds_count';
    expect(sample(text, `${requests}{method="GET",route="/things/:id",status="200"}`)).toBe(2);
    expect(sample(text, `${requests}{method="GET",route="none",status="404"}`)).toBe(3);
    expect(text).not.toContain('c/d');
  });

  it('show how far the projections are and what they could not take', async () => {
    const metrics = new Metrics();
    const generation = { version: 1, generation: 1, state: 'active', position: 7 as Position } as const;
    let status: ProjectionStatus = {
      position: 7 as Position,
      head: 9 as Position,
      generations: [
        { projection: 'a', ...generation },
        { projection: 'b', ...generation },
      ],
      deadLetterCounts: new Map([['a', 2]]),
    };
    metrics.observeProjections({ status: async () => status });
    const text = await metrics.text();
    expect(sample(text, 'concordat_log_head_position')).toBe(9);
    expect(sample(text, 'concordat_projection_position')).toBe(7);
    expect(sample(text, 'concordat_projection_lag_positions')).toBe(2);
    expect(sample(text, 'concordat_projection_dead_letters{projection="a"}')).toBe(2);
    expect(sample(text, 'concordat_projection_dead_letters{projection="b"}')).toBe(0);
    status = { ...status, deadLetterCounts: new Map() };
    expect(sample(await metrics.text(), 'concordat_projection_dead_letters{projection="a"}')).toBe(0);
  });

  it('count appends and events, repeated and failed ones apart', async () => {
    const metrics = new Metrics();
    let repeated = false;
    let full = false;
    const append: EventStore['append'] = async () => {
      if (full) throw new StorageFullError();
      return { firstRevision: 0, lastRevision: 1, position: 2, recordedAt: '', repeated } as unknown as ReturnType<
        EventStore['append']
      >;
    };
    const store = meteredEventStore({ append } as EventStore, metrics);
    const event = {} as Parameters<EventStore['append']>[2][number];
    const once = () => store.append('s' as StreamName, 'any', [event, event]);
    await once();
    repeated = true;
    await once();
    full = true;
    await expect(once()).rejects.toThrow(StorageFullError);
    const text = await metrics.text();
    expect(sample(text, 'concordat_events_appended_total')).toBe(2);
    for (const outcome of ['appended', 'repeated', 'StorageFullError']) {
      expect(sample(text, `concordat_append_duration_seconds_count{outcome="${outcome}"}`)).toBe(1);
    }
  });
});
