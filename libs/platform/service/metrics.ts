import type { ProjectionStatus } from '#platform/projections';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

export interface IntegrityFigures {
  readonly faults: number;
  readonly notices: number;
  readonly readOnly: boolean;
  readonly scrubPosition: number;
  readonly scrubPasses: number;
  /** In seconds since 1970. */
  readonly scrubFinishedAt?: number;
}

/**
 * What the service measures, in its own registry. Labels hold only what the service names itself (routes, root fields
 * of the schema, codes), never what a client sent, so that their number stays bounded.
 */
export class Metrics {
  readonly registry = new Registry();
  readonly #collections: (() => Promise<void>)[] = [];

  readonly httpRequests = new Histogram({
    name: 'concordat_http_request_duration_seconds',
    help: 'How long HTTP requests take, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_SECONDS,
    registers: [this.registry],
  });

  readonly graphqlOperations = new Histogram({
    name: 'concordat_graphql_operation_duration_seconds',
    help: 'How long GraphQL operations take, by their first root field and whether they had errors.',
    labelNames: ['type', 'field', 'outcome'],
    buckets: REQUEST_SECONDS,
    registers: [this.registry],
  });

  readonly graphqlErrors = new Counter({
    name: 'concordat_graphql_errors_total',
    help: 'GraphQL errors sent to clients, by code.',
    labelNames: ['code'],
    registers: [this.registry],
  });

  readonly appends = new Histogram({
    name: 'concordat_append_duration_seconds',
    help: 'How long appends to the event log take, by what came of them.',
    labelNames: ['outcome'],
    buckets: REQUEST_SECONDS,
    registers: [this.registry],
  });

  readonly events = new Counter({
    name: 'concordat_events_appended_total',
    help: 'Events appended to the log.',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Measures the projections whenever the metrics are read. */
  observeProjections(projections: { status(): Promise<ProjectionStatus> }): void {
    const { head, position, lag, letters } = projectionGauges(this.registry);
    this.#collections.push(async () => {
      const status = await projections.status();
      head.set(status.head);
      position.set(status.position);
      lag.set(status.head - status.position);
      letters.reset();
      for (const { projection } of status.generations) letters.set({ projection }, 0);
      for (const [projection, count] of status.deadLetterCounts) letters.set({ projection }, count);
    });
  }

  /** Measures the integrity of the log whenever the metrics are read. */
  observeIntegrity(read: () => Promise<IntegrityFigures | undefined>): void {
    const gauges = integrityGauges(this.registry);
    this.#collections.push(async () => {
      const figures = await read();
      if (figures === undefined) return;
      gauges.faults.set(figures.faults);
      gauges.notices.set(figures.notices);
      gauges.readOnly.set(figures.readOnly ? 1 : 0);
      gauges.position.set(figures.scrubPosition);
      gauges.passes.set(figures.scrubPasses);
      if (figures.scrubFinishedAt !== undefined) gauges.finished.set(figures.scrubFinishedAt);
    });
  }

  /** Prometheus text format. */
  async text(): Promise<string> {
    for (const collect of this.#collections) await collect();
    return this.registry.metrics();
  }
}

function projectionGauges(registry: Registry) {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  return {
    head: gauge('concordat_log_head_position', 'Position of the last event in the log.'),
    position: gauge('concordat_projection_position', 'Position up to which the read models show the log.'),
    lag: gauge('concordat_projection_lag_positions', 'How far the read models are behind the log.'),
    letters: new Gauge({
      name: 'concordat_projection_dead_letters',
      help: 'Events that a projection could not take, by projection.',
      labelNames: ['projection'],
      registers: [registry],
    }),
  };
}

function integrityGauges(registry: Registry) {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  return {
    faults: gauge('concordat_log_faults', 'Faults that were found in the log; 0 when it holds what was recorded.'),
    notices: gauge('concordat_record_notices', 'Things to know of the record, such as that it was restored.'),
    readOnly: gauge('concordat_log_read_only', '1 when the log is damaged and nothing is recorded.'),
    position: gauge('concordat_scrub_position', 'How far the background check of the log is; 0 between two.'),
    passes: gauge('concordat_scrub_passes', 'Background checks of the whole log finished since the start.'),
    finished: gauge('concordat_scrub_finished_timestamp_seconds', 'When the last of them was finished; 0 before that.'),
  };
}
