/** What the projections report; wired to the service's log. */
export interface ProjectionLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
