import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { isFinding, meets, ratioOf, type Benchmark, type Finding, type Outcome } from './benchmark.js';

export interface BenchmarkReport {
  readonly benchmark: Pick<Benchmark, 'name' | 'title'>;
  readonly outcomes: readonly Outcome[];
}

const HEADINGS = ['', 'ours', 'reference', 'ratio', 'target', 'met'];

/** The findings of one benchmark as a table for people. */
export function tableOf({ benchmark, outcomes }: BenchmarkReport): string {
  const rows = [HEADINGS, ...outcomes.map((outcome) => (isFinding(outcome) ? cellsOf(outcome) : [outcome.what, '-']))];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  const notes = outcomes.flatMap((outcome) => {
    if (!isFinding(outcome)) return [`  ${outcome.what}: not measured. ${outcome.reason}`];
    return outcome.note === undefined ? [] : [`  ${outcome.what}: ${outcome.note}`];
  });
  return [benchmark.title, ...lines.map((line) => `  ${line.trimEnd()}`), ...notes].join('\n');
}

function cellsOf(finding: Finding): string[] {
  const { what, ours, reference, referenceName, unit, target } = finding;
  const bound = 'atLeast' in target ? `at least ${target.atLeast}` : `at most ${target.atMost}`;
  return [
    what,
    `${figure(ours)} ${unit}`,
    `${figure(reference)} ${unit} (${referenceName})`,
    ratioOf(finding).toFixed(2),
    bound,
    meets(finding) ? 'yes' : 'no',
  ];
}

function figure(value: number): string {
  return value.toLocaleString('en-GB', {
    maximumSignificantDigits: value < 1000 ? 3 : undefined,
    maximumFractionDigits: 0,
  });
}

/** Writes the findings for machines, with what they were measured on. */
export function writeJson(file: string, quick: boolean, reports: readonly BenchmarkReport[]): void {
  mkdirSync(dirname(file), { recursive: true });
  const machine = {
    node: process.version,
    processors: cpus().length,
    processor: cpus()[0]?.model,
    memoryBytes: totalmem(),
  };
  const benchmarks = reports.map(({ benchmark: { name, title }, outcomes }) => ({
    name,
    title,
    outcomes: outcomes.map((outcome) =>
      isFinding(outcome) ? { ...outcome, ratio: ratioOf(outcome), met: meets(outcome) } : outcome,
    ),
  }));
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), quick, machine, benchmarks }, null, 2)}\n`);
}
