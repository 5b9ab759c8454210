import { connect, createServer, type Socket } from 'node:net';
import type { PostgresSettings } from '#platform/postgres';

/** Between a store and its server. */
export interface SilentProxy extends AsyncDisposable {
  readonly settings: PostgresSettings;
  /** Breaks all connections on the store's side; the server hears nothing of it, as in a network that is cut. */
  cut(): void;
}

export async function openSilentProxy(settings: PostgresSettings): Promise<SilentProxy> {
  const target = new URL(settings.connectionString);
  const [nearSides, farSides] = [new Set<Socket>(), new Set<Socket>()];
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    nearSides.add(near);
    farSides.add(far);
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => near.write(bytes));
    near.on('error', () => undefined);
    far.on('error', () => undefined);
    far.once('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  const proxied = new URL(target);
  proxied.port = String(address.port);
  return {
    settings: { ...settings, connectionString: proxied.href },
    cut: () => {
      for (const near of nearSides) near.destroy();
    },
    async [Symbol.asyncDispose]() {
      for (const socket of [...nearSides, ...farSides]) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
