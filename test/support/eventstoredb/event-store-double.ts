import type { ServerCredentials } from '@grpc/grpc-js';
import { DoubleFaults } from './double-faults.js';
import { DoubleLog, type Journal, type LoggedEvent } from './double-log.js';
import { DoubleNode } from './double-node.js';

export interface EventStoreDoubleOptions {
  /** Nodes of the cluster; the first leads. Default 1. */
  readonly nodes?: number;
  /** Default: without TLS. */
  readonly credentials?: ServerCredentials;
  /** The only user that may call; left out, everybody may. */
  readonly user?: { readonly name: string; readonly password: string };
  /** Whether the nodes list BatchAppend, as servers from 21.10 on do. Default true. */
  readonly batchAppend?: boolean;
  /** Whether reads of a stream state where it ends, as servers do when they are asked. Default true. */
  readonly statesEnd?: boolean;
  readonly journal?: Journal;
  /** What an earlier double wrote into its journal. */
  readonly written?: readonly LoggedEvent[];
  /** Of the nodes; left out, free ones. */
  readonly ports?: readonly number[];
  /** Most bytes of one append. Default 1 MiB, as the server's. */
  readonly maximumAppendBytes?: number;
}

/**
 * A stand-in for EventStoreDB that speaks its protocol on the client's own service definitions, for tests on machines
 * without a server. What it shows is shown of the adapter, not of EventStoreDB.
 *
 * Its log outlives its nodes: `kill` and `start` are a crash and a restart.
 */
export class EventStoreDouble {
  readonly faults = new DoubleFaults();
  readonly log: DoubleLog;
  readonly nodes: readonly DoubleNode[];

  constructor(private readonly options: EventStoreDoubleOptions = {}) {
    this.log = new DoubleLog(options);
    const nodes: DoubleNode[] = [];
    const { credentials, user, batchAppend = true, statesEnd = true } = options;
    for (let node = 0; node < (options.nodes ?? 1); node += 1) {
      const { log, faults } = this;
      nodes.push(
        new DoubleNode({
          log,
          faults,
          cluster: nodes,
          batchAppend,
          statesEnd,
          port: options.ports?.[node] ?? 0,
          ...(credentials && { credentials }),
          ...(user && { user }),
        }),
      );
    }
    this.nodes = nodes;
    this.electLeader(0);
  }

  static async start(options: EventStoreDoubleOptions = {}): Promise<EventStoreDouble> {
    const double = new EventStoreDouble(options);
    await double.start();
    return double;
  }

  /** Without credentials, for whoever is let in without. */
  get connectionString(): string {
    const hosts = this.nodes.map(({ host, port }) => `${host}:${port}`).join(',');
    return this.options.credentials ? `esdb://${hosts}` : `esdb://${hosts}?tls=false`;
  }

  /** Reads and subscriptions that no client has ended, over all nodes. */
  get openReads(): number {
    return this.nodes.reduce((sum, { openReads }) => sum + openReads, 0);
  }

  /** Reads and subscriptions that were ever asked for, over all nodes. */
  get readsBegun(): number {
    return this.nodes.reduce((sum, { readsBegun }) => sum + readsBegun, 0);
  }

  /** Every node that does not run, each on the port it had. */
  async start(): Promise<void> {
    for (const node of this.nodes) if (node.isStopped) await node.start();
  }

  kill(): void {
    for (const node of this.nodes) node.kill();
  }

  /** From now on this node takes the writes, and the others name it. */
  electLeader(index: number): void {
    for (const [position, node] of this.nodes.entries()) node.isLeader = position === index;
  }
}
