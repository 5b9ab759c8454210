import type { BundlePart, ExportOptions } from '#platform/evidence-bundle';
import type { ExportFormat } from '#platform/history';
import type { ImportCounts, ImportDefinition, ImportProblem } from '#platform/imports';
import type { KeyStoreStatus, RotationReport } from '#platform/privacy';
import type { ProjectionStatus, ServiceStatus } from '#platform/operations';

/** What became of a file. */
export interface ImportResult extends ImportCounts {
  readonly problems: readonly ImportProblem[];
  readonly problemsLeftOut: number;
  readonly complete: boolean;
}

export interface DeadLetterView {
  readonly projection: string;
  readonly position: string;
  readonly streamId: string;
  readonly type: string;
  readonly fault: string;
  readonly attempts: number;
  readonly recordedAt: string;
}

/** What is held on a person, by event. */
export interface SubjectReport {
  readonly id: string;
  readonly kind: string;
  readonly retentions: readonly string[];
  readonly keptUntil: string | null;
  readonly inUse: string | null;
  readonly related: readonly string[];
  readonly records: readonly PersonalRecord[];
}

export interface PersonalRecord {
  readonly position: string;
  readonly streamId: string;
  readonly revision: number;
  readonly type: string;
  readonly what: string;
  readonly recordedAt: string;
  readonly values: readonly { readonly path: string; readonly retention: string; readonly value: string }[];
}

/** Where the console works: a running service, or the data folder of one that is stopped. */
export interface Target {
  import(definition: ImportDefinition, file: string, onProgress: (counts: ImportCounts) => void): Promise<ImportResult>;
  status(): Promise<ServiceStatus>;
  /** Resolves when the projection has been built anew. */
  rebuild(projection: string): Promise<ProjectionStatus>;
  deadLetters(projection: string | undefined): AsyncIterable<DeadLetterView>;
  retryDeadLetters(projection: string): Promise<{ readonly taken: number; readonly left: number }>;
  keyStatus(): Promise<KeyStoreStatus>;
  /** `undefined`: it takes longer, and goes on. */
  rotateKeys(): Promise<RotationReport | undefined>;
  /** An evidence bundle, file by file. */
  exportBundle(options: ExportOptions): AsyncGenerator<BundlePart>;
  /** A history as lines of a file, with line ends. */
  history(parameters: Readonly<Record<string, string>>, format: ExportFormat): AsyncIterable<string>;
  /** `undefined`: nothing is held on the person, or another party answers for it. */
  subjectReport(subjectId: string): Promise<SubjectReport | undefined>;
  close(): Promise<void>;
}
