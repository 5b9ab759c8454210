/** The environment cannot be used. Names every fault at once, and no value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  constructor(readonly faults: readonly string[]) {
    super(['The service cannot start with this configuration:', ...faults.map((fault) => `  ${fault}`)].join('\n'));
  }
}
