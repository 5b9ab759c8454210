import gossipMessages from '@eventstore/db-client/generated/gossip_pb.js';
import gossipServices from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import serverFeaturesMessages from '@eventstore/db-client/generated/serverfeatures_pb.js';
import serverFeaturesServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type { IGossipServer } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type { IServerFeaturesServer } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { Server, ServerCredentials, type Metadata } from '@grpc/grpc-js';
import type { DoubleFaults } from './double-faults.js';
import type { DoubleLog } from './double-log.js';
import { SERVER_ERRORS, type ServerError } from './double-messages.js';
import { StreamsService, streamsService } from './double-streams.service.js';

const HOST = '127.0.0.1';
/** Names of states in the gossip protocol. */
const { FOLLOWER, LEADER } = gossipMessages.MemberInfo.VNodeState;

export interface DoubleNodeOptions {
  readonly log: DoubleLog;
  readonly faults: DoubleFaults;
  /** All nodes of the cluster, this one among them. */
  readonly cluster: readonly DoubleNode[];
  readonly credentials?: ServerCredentials;
  /** Who may call; left out, everybody. */
  readonly user?: { readonly name: string; readonly password: string };
  /** Without it the node lists no BatchAppend. */
  readonly batchAppend: boolean;
  /** Whether it states where a stream ends, to those who ask. */
  readonly statesEnd: boolean;
  /** 0: any that is free. */
  readonly port: number;
}

/** One node of the double: a gRPC server on the client's own service definitions. */
export class DoubleNode {
  readonly log: DoubleLog;
  readonly faults: DoubleFaults;
  isLeader = false;
  isStopped = true;
  /** It takes calls and answers none, as a node that is cut off. */
  isFrozen = false;
  /** Reads and subscriptions that have not ended. */
  openReads = 0;
  /** All that it was ever asked for. */
  readsBegun = 0;
  port: number;
  #server: Server | undefined;
  readonly #onStop = new Set<() => void>();

  constructor(private readonly options: DoubleNodeOptions) {
    this.log = options.log;
    this.faults = options.faults;
    this.port = options.port;
  }

  get host(): string {
    return HOST;
  }

  get statesEnd(): boolean {
    return this.options.statesEnd;
  }

  /** On the same port as before, if it ran before. */
  async start(): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
    server.addService(StreamsService, streamsService(this));
    server.addService(gossipServices.GossipService, this.#gossip());
    server.addService(serverFeaturesServices.ServerFeaturesService, this.#serverFeatures());
    this.port = await bind(server, this.port, this.options.credentials ?? ServerCredentials.createInsecure());
    this.#server = server;
    this.isStopped = false;
  }

  /** At once, with every call that is under way, as a process that is killed. */
  kill(): void {
    this.isStopped = true;
    for (const stop of this.#onStop) stop();
    this.#server?.forceShutdown();
    this.#server = undefined;
  }

  /** @returns ends it */
  onStop(listener: () => void): () => void {
    this.#onStop.add(listener);
    return () => void this.#onStop.delete(listener);
  }

  refusalOfWrite(metadata?: Metadata): ServerError | undefined {
    return this.#refusalOfCaller(metadata) ?? this.#refusalOfFollower();
  }

  /** A follower answers reads, unless they ask for the leader. */
  refusalOfRead(metadata: Metadata): ServerError | undefined {
    const wantsLeader = metadata.get('requires-leader')[0] === 'true';
    return this.#refusalOfCaller(metadata) ?? (wantsLeader ? this.#refusalOfFollower() : undefined);
  }

  #refusalOfCaller(metadata: Metadata | undefined): ServerError | undefined {
    const { user } = this.options;
    if (!user || !metadata) return undefined;
    const given = metadata.get('authorization')[0];
    if (given === undefined) return SERVER_ERRORS.accessDenied();
    const expected = `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`;
    return given === expected ? undefined : SERVER_ERRORS.unauthenticated();
  }

  #refusalOfFollower(): ServerError | undefined {
    if (this.isLeader) return undefined;
    const leader = this.options.cluster.find((node) => node.isLeader && !node.isStopped);
    return leader ? SERVER_ERRORS.notLeader(leader) : SERVER_ERRORS.unavailable();
  }

  #gossip(): IGossipServer {
    return {
      read: (_call, answer) => {
        if (this.isFrozen) return;
        const info = new gossipMessages.ClusterInfo();
        info.setMembersList(this.options.cluster.map(memberOf));
        answer(null, info);
      },
    };
  }

  #serverFeatures(): IServerFeaturesServer {
    return {
      getSupportedMethods: (_call, answer) => {
        if (this.isFrozen) return;
        const methods = new serverFeaturesMessages.SupportedMethods();
        methods.setEventStoreServerVersion('double');
        if (this.options.batchAppend) {
          const method = new serverFeaturesMessages.SupportedMethod();
          // The server gives its names in lower case.
          method.setServiceName('event_store.client.streams.streams');
          method.setMethodName('batchappend');
          methods.addMethods(method);
        }
        answer(null, methods);
      },
    };
  }
}

function memberOf(node: DoubleNode): InstanceType<typeof gossipMessages.MemberInfo> {
  const member = new gossipMessages.MemberInfo();
  const endPoint = new gossipMessages.EndPoint();
  endPoint.setAddress(node.host);
  endPoint.setPort(node.port);
  member.setHttpEndPoint(endPoint);
  member.setIsAlive(!node.isStopped && !node.isFrozen);
  member.setState(node.isLeader ? LEADER : FOLLOWER);
  member.setTimeStamp('0');
  return member;
}

function bind(server: Server, port: number, credentials: ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`${HOST}:${port}`, credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
  });
}
