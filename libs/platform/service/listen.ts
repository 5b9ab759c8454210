/** The service could not start, for a reason that its operator can remove. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

interface Listening {
  listen(port: number, host: string): Promise<unknown>;
  getUrl(): Promise<string>;
}

const REASONS: Readonly<Record<string, (at: string) => string>> = {
  EADDRINUSE: (at) => `${at} is in use by another process. Stop it, or set CONCORDAT_PORT to another port.`,
  EACCES: (at) => `This user may not listen on ${at}. Set CONCORDAT_PORT to a port above 1023.`,
  EADDRNOTAVAIL: (at) => `${at} is not an address of this machine. Set CONCORDAT_HOST to one that is.`,
  ENOTFOUND: (at) => `The host of ${at} is not known. Set CONCORDAT_HOST to an address of this machine.`,
};

/**
 * Starts to accept requests.
 * @returns the address, with the port that was taken when port 0 was asked for
 * @throws {StartError} saying what to change, for example when the port is in use
 */
export async function listen(
  app: Listening,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = REASONS[code];
    if (!reason) throw error;
    throw new StartError(`The service cannot start. ${reason(`Port ${port} on ${host}`)}`, { cause: error });
  }
  return app.getUrl();
}
