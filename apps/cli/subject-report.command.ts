import { EXIT_CODE, OperationError, type ExitCode } from './exit-code.js';
import type { Output } from './output.js';
import type { PersonalRecord, SubjectReport, Target } from './target.js';

export async function subjectReportCommand(target: Target, subjectId: string, output: Output): Promise<ExitCode> {
  const report = await target.subjectReport(subjectId);
  if (!report) {
    throw new OperationError(
      `Nothing is held on ${subjectId} for which your party answers, or your role does not let you see it.`,
    );
  }
  output.result(report, [...headOf(report), ...report.records.flatMap(linesOf)]);
  return EXIT_CODE.done;
}

function headOf({ id, kind, retentions, keptUntil, inUse, related, records }: SubjectReport): readonly string[] {
  return [
    `subject     ${id}`,
    `kind        ${kind}`,
    `kept as     ${retentions.map((each) => each.toLowerCase().replaceAll('_', ' ')).join(', ')}`,
    `kept until  ${keptUntil ?? 'no period is set'}`,
    ...(inUse === null ? [] : [`in use      ${inUse}`]),
    ...related.map((each) => `see also    ${each}`),
    `events      ${records.length}`,
  ];
}

function linesOf({ position, recordedAt, type, streamId, what, values }: PersonalRecord): readonly string[] {
  return [
    '',
    `${position}  ${recordedAt}  ${type}  ${streamId}`,
    `    ${what}`,
    ...values.map(({ path, value }) => `    ${path}: ${value}`),
  ];
}
