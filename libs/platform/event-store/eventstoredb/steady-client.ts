import { EventStoreDBClient, NO_STREAM, UnavailableError, type AppendResult } from '@eventstore/db-client';
import streamsServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { Channel } from '@grpc/grpc-js';
import { BatchCall, type BatchAppendCall, type BatchedAppend } from './batch-call.js';
import type { ConnectionSettings } from './connection-string.js';
import { readRequestOf, StatedRead, type StreamPageRequest } from './stated-read.js';

const { StreamsClient, StreamsService } = streamsServices;

/**
 * The client, without four things of it that would harm a service that runs on:
 *
 * - Its BatchAppend has no time limit, takes answers of one connection for those of another after an error (a TypeError in
 *   an event handler ends the process), and rejects writes that wait when the connection breaks where nobody listens, which
 *   ends the process too. `BatchCall` makes the same call without that; an append that is made again is a call of its own.
 * - An error that arrives while the nodes are looked for in vain is a rejection that nobody handles.
 * - Its channel stays open after `dispose`.
 * - Its reads of a stream do not ask where the stream ends, so that a read which ends too early looks like a whole one.
 *
 * Read in the sources of version 6.2.1: `batchAppend`, `backpressuredWrite`, `handleError`, `dispose`, `readStream`.
 */
export class SteadyClient extends EventStoreDBClient {
  #channel: Channel | undefined;
  readonly #batches = new WeakMap<BatchAppendCall, BatchCall>();
  readonly #openBatch: () => Promise<BatchAppendCall>;
  readonly #takesBatches: () => Promise<boolean>;

  constructor(settings: ConnectionSettings) {
    const [connection, channel, credentials] = constructorArguments(settings);
    // The client has a signature for each kind of connection, and none for a choice of them.
    if ('discover' in connection) super(connection, channel, credentials);
    else if ('endpoints' in connection) super(connection, channel, credentials);
    else super(connection, channel, credentials);

    const supports = this.supports;
    this.#takesBatches = () => supports(StreamsService.batchAppend);
    this.supports = async () => false;

    const handleError = this.handleError;
    this.handleError = (client, error) => handleError(client, error).catch(() => undefined);

    const getChannel = this.getChannel;
    this.getChannel = async () => {
      this.#channel = await getChannel();
      return this.#channel;
    };

    // The client keeps one call for each connection, and hears of its errors.
    this.#openBatch = this.GRPCStreamCreator(
      StreamsClient,
      'batchAppend',
      (client) => client.batchAppend(...this.callArguments({ requiresLeader: true }, { deadline: Infinity })),
      new WeakMap(),
    );
  }

  /** Several at a time in one call, where the server takes that; otherwise one by one. */
  async appendInBatch(append: BatchedAppend, timeoutMs: number): Promise<AppendResult> {
    if (!(await this.#takesBatches())) return this.appendAlone(append, timeoutMs);
    const call = await this.#openBatch();
    const known = this.#batches.get(call);
    const batch = known ?? new BatchCall(call, timeoutMs);
    if (known === undefined) this.#batches.set(call, batch);
    return batch.append(append);
  }

  /** In a call of its own, by which the server says best what is wrong. */
  appendAlone({ stream, last, events }: BatchedAppend, timeoutMs: number): Promise<AppendResult> {
    const expectedRevision = last === undefined ? NO_STREAM : BigInt(last);
    return this.appendToStream(stream, [...events], { expectedRevision, deadline: timeoutMs, requiresLeader: true });
  }

  /** From the leader, which is asked to state where the stream ends. */
  readPage(request: StreamPageRequest): StatedRead {
    const asked = readRequestOf(request);
    return new StatedRead(
      this.GRPCStreamCreator(StreamsClient, 'readPage', (client) =>
        client.read(asked, ...this.callArguments({ requiresLeader: true }, { deadline: Infinity })),
      ),
    );
  }

  /** The connection to the node that calls go to; `undefined` before the first. */
  get node(): object | undefined {
    return this.#channel;
  }

  /**
   * Leaves a node, so that the next call looks for the leader anew. The client does so by itself when a node says that it
   * cannot answer, but not when it says nothing. If it has been left already, nothing is done.
   */
  async leaveNode(node: object | undefined): Promise<void> {
    const left = new UnavailableError(undefined, 'the node did not answer');
    const leave = (client: { getChannel(): object }): Promise<void> =>
      client.getChannel() === node ? Promise.reject(left) : Promise.resolve();
    await this.execute(StreamsClient, 'leaveNode', leave).catch(() => undefined);
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
