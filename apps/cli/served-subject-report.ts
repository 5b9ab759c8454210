import type { Ask } from './service-connection.js';
import type { PersonalRecord, SubjectReport } from './target.js';

const REPORT = /* GraphQL */ `
  query ($subjectId: ID!, $after: String) {
    subjectReport(subjectId: $subjectId) {
      id
      kind
      retentions
      keptUntil
      inUse
      related
      records(first: 50, after: $after) {
        nodes {
          position
          streamId
          revision
          type
          what
          recordedAt
          values {
            path
            retention
            value
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;

interface RecordPage {
  readonly nodes: readonly PersonalRecord[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface ReportAnswer {
  readonly subjectReport: (Omit<SubjectReport, 'records'> & { readonly records: RecordPage }) | null;
}

/** All pages of a report, put together. */
export async function servedSubjectReport(ask: Ask, subjectId: string): Promise<SubjectReport | undefined> {
  const records: PersonalRecord[] = [];
  let after: string | null = null;
  for (;;) {
    const { subjectReport }: ReportAnswer = await ask<ReportAnswer>(REPORT, { subjectId, after });
    if (!subjectReport) return undefined;
    const { nodes, pageInfo }: RecordPage = subjectReport.records;
    records.push(...nodes);
    if (!pageInfo.hasNextPage) return { ...subjectReport, records };
    after = pageInfo.endCursor;
  }
}
