import { randomUUID } from 'node:crypto';
import streamsServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import sharedMessages from '@eventstore/db-client/generated/shared_pb.js';
import streamsMessages from '@eventstore/db-client/generated/streams_pb.js';
import { credentials } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDouble } from './event-store-double.js';

type StreamsClient = InstanceType<typeof streamsServices.StreamsClient>;
const GIVEN_UP = 'organisation-given-up';

describe('An append that its client gives up in the middle of its events', () => {
  let double: EventStoreDouble;
  let client: StreamsClient;
  beforeEach(async () => {
    double = await EventStoreDouble.start();
    const [host] = new URL(double.connectionString).host.split(',');
    client = new streamsServices.StreamsClient(host ?? '', credentials.createInsecure());
  });
  afterEach(() => {
    client.close();
    double.kill();
  });

  it('is not taken in part', async () => {
    const call = begin(GIVEN_UP, () => undefined);
    // Each comes after what was sent before it: the events are there when the call is given up, and then the end of the call.
    await append('organisation-before');
    call.cancel();
    await append('organisation-after');
    await append('organisation-last');
    expect(double.log.read(GIVEN_UP)).toBeUndefined();
    expect(double.log.read('organisation-last')).toMatchObject({ events: [{ revision: 0 }] });
  });

  /** With one event, and open for more. */
  function begin(stream: string, answered: (error: Error | null) => void) {
    const call = client.append(answered);
    const identifier = new sharedMessages.StreamIdentifier();
    identifier.setStreamName(new TextEncoder().encode(stream));
    const options = new streamsMessages.AppendReq.Options();
    options.setStreamIdentifier(identifier);
    options.setNoStream(new sharedMessages.Empty());
    const id = new sharedMessages.UUID();
    id.setString(randomUUID());
    const event = new streamsMessages.AppendReq.ProposedMessage();
    event.setId(id);
    event.getMetadataMap().set('type', 'history.Told.v1').set('content-type', 'application/octet-stream');
    const [first, second] = [new streamsMessages.AppendReq(), new streamsMessages.AppendReq()];
    first.setOptions(options);
    second.setProposedMessage(event);
    call.write(first);
    call.write(second);
    return call;
  }

  function append(stream: string): Promise<void> {
    return new Promise((resolve, reject) => {
      begin(stream, (error) => (error ? reject(error) : resolve())).end();
    });
  }
});
