/**
 * The spec files that take longest, the longest first, in a run of all on two cores. Where one of these began last, the other
 * workers would have nothing left to do. Only the order depends on it: it need not be exact, nor complete.
 */
export const SLOW_SPECS: readonly string[] = [
  'test/scenarios/access-matrix',
  'test/faults/backup/interrupted',
  'test/scenarios/shared-erasure',
  'test/scenarios/integrity',
  'test/scenarios/operations',
  'test/scenarios/processes',
  'test/faults/erasure/kill-nine',
  'libs/platform/event-store/numbered/numbered-eventstoredb',
  'test/faults/dispatch/kill-nine',
  'test/scenarios/as-at-narrowed',
  'test/faults/coordination/shared-read-models',
  'test/conformance/evidence-in-go',
  'test/scenarios/history-export',
  'test/scenarios/keys',
  'test/faults/dispatch/issued-message',
  'test/scenarios/as-at-equals-live',
  'libs/platform/projections/postgres/postgres-read-model-faults',
  'test/scenarios/full-disk',
  'test/faults/postgres/disturbed',
  'libs/platform/event-store/eventstoredb/eventstoredb-event-store.faults',
  'test/scenarios/demonstration',
  'libs/platform/privacy/postgres/postgres-key-ring',
  'test/faults/processes/owner-killed',
];
