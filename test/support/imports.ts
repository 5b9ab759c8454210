/** Imports a file through the service. */
export const IMPORT = /* GraphQL */ `
  mutation ($input: ImportRunInput!) {
    importRun(input: $input) {
      report {
        rows
        taken
        unchanged
        refused
        complete
        problemCount
        problems {
          line
          column
          reason
        }
      }
      userErrors {
        code
        message
        field
      }
      position
    }
  }
`;

export interface ImportedProblem {
  line: number;
  column: string | null;
  reason: string;
}

export interface Imported {
  importRun: {
    report: {
      rows: number;
      taken: number;
      unchanged: number;
      refused: number;
      complete: boolean;
      problemCount: number;
      problems: ImportedProblem[];
    } | null;
    userErrors: { code: string; message: string; field: string[] }[];
    position: string | null;
  };
}
