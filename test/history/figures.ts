import type { History } from './history.js';
import type { Rule, Violation } from './violation.js';

/** What a campaign comes to. */
export interface Figures {
  readonly events: number;
  readonly acknowledged: number;
  /** Appends that were sent again after a failure, or never answered. */
  readonly unknown: number;
  readonly refused: number;
  readonly reads: number;
  readonly acknowledgedLoss: number;
  readonly duplicates: number;
  readonly gaps: number;
  readonly readsBehind: number;
}

export function figuresOf({ operations, log }: History, violations: readonly Violation[]): Figures {
  const appends = operations.filter((operation) => operation.kind === 'append');
  const outcomes = (...kinds: readonly string[]) =>
    appends.filter(({ outcome }) => kinds.includes(outcome.kind)).length;
  const broken = (...rules: readonly Rule[]) => violations.filter(({ rule }) => rules.includes(rule)).length;
  return {
    events: log.length,
    acknowledged: outcomes('done'),
    unknown: outcomes('unknown'),
    refused: outcomes('wrong-revision', 'id-conflict', 'refused'),
    reads: operations.length - appends.length,
    acknowledgedLoss: broken('acknowledged-is-kept'),
    duplicates: broken('no-duplicates'),
    gaps: broken('total-order', 'contiguous-revisions', 'subscription-order'),
    readsBehind: broken('read-your-writes', 'monotonic-reads', 'real-time-order'),
  };
}

export function sumOf(figures: readonly Figures[]): Figures {
  const sum = (of: keyof Figures) => figures.reduce((total, one) => total + one[of], 0);
  return {
    events: sum('events'),
    acknowledged: sum('acknowledged'),
    unknown: sum('unknown'),
    refused: sum('refused'),
    reads: sum('reads'),
    acknowledgedLoss: sum('acknowledgedLoss'),
    duplicates: sum('duplicates'),
    gaps: sum('gaps'),
    readsBehind: sum('readsBehind'),
  };
}

export function inWords(figures: Figures): string {
  const { events, acknowledged, unknown, refused, reads, acknowledgedLoss, duplicates, gaps, readsBehind } = figures;
  return (
    `${events} events, ${acknowledged} appends acknowledged, ${unknown} without an answer, ${refused} refused, ${reads} reads: ` +
    `acknowledged loss ${acknowledgedLoss}, duplicates ${duplicates}, gaps ${gaps}, reads behind a returned position ${readsBehind}`
  );
}
