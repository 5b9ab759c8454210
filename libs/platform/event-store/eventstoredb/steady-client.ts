import { EventStoreDBClient } from '@eventstore/db-client';
import type { Channel } from '@grpc/grpc-js';
import type { ConnectionSettings } from './connection-string.js';

/**
 * The client, without three things of it that would harm a service that runs on:
 *
 * - BatchAppend. It has no time limit, answers of one connection are taken for those of another after an error (a
 *   TypeError in an event handler ends the process), and writes that wait when the connection breaks are rejected where
 *   nobody listens, which ends the process too. Append has a time limit and none of this.
 * - An error that arrives while the nodes are looked for in vain is a rejection that nobody handles.
 * - Its channel stays open after `dispose`.
 *
 * Read in the sources of version 6.2.1: `batchAppend`, `backpressuredWrite`, `handleError`, `dispose`.
 */
export class SteadyClient extends EventStoreDBClient {
  #channel: Channel | undefined;

  constructor(settings: ConnectionSettings) {
    const [connection, channel, credentials] = constructorArguments(settings);
    // The client has a signature for each kind of connection, and none for a choice of them.
    if ('discover' in connection) super(connection, channel, credentials);
    else if ('endpoints' in connection) super(connection, channel, credentials);
    else super(connection, channel, credentials);

    this.supports = async () => false;

    const handleError = this.handleError;
    this.handleError = (client, error) => handleError(client, error).catch(() => undefined);

    const getChannel = this.getChannel;
    this.getChannel = async () => {
      this.#channel = await getChannel();
      return this.#channel;
    };
  }

  async close(): Promise<void> {
    await this.dispose();
    this.#channel?.close();
  }
}

function constructorArguments({ discover, hosts, credentials, tls, numbers, connectionName }: ConnectionSettings) {
  const options = { ...numbers, ...(connectionName !== undefined && { connectionName }) };
  const cluster = { ...options, nodePreference: 'leader' as const };
  const [first, ...more] = hosts.map(({ address, port }) => ({ address, port }));
  if (first === undefined) throw new Error('A connection string without hosts was let through.');
  const connection = discover
    ? { ...cluster, discover: first }
    : more.length > 0
      ? { ...cluster, endpoints: [first, ...more] }
      : { ...options, endpoint: first };
  return [connection, channelOf(tls), credentials && { ...credentials }] as const;
}

function channelOf(tls: ConnectionSettings['tls']) {
  if (tls.kind === 'off') return { insecure: true };
  const { rootCertificate, user } = tls;
  return {
    insecure: false,
    ...(rootCertificate && { rootCertificate }),
    ...(user && { userCertFile: user.certificate, userKeyFile: user.key }),
  };
}
