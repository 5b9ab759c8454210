import type { ResolvedEvent } from '@eventstore/db-client';
import readStreams from '@eventstore/db-client/dist/streams/utils/ReadStream.js';
import conversion from '@eventstore/db-client/dist/utils/convertGrpcEvent.js';
import sharedMessages from '@eventstore/db-client/generated/shared_pb.js';
import streamsMessages from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ClientReadableStream } from '@grpc/grpc-js';
import type { TransformCallback } from 'node:stream';

const { ReadStream } = readStreams;
const { ReadDirection } = streamsMessages.ReadReq.Options;

/** From this compatibility on, the server states where the stream ends after the events of a read. */
const STATES_THE_END = 1;

export interface StreamPageRequest {
  readonly stream: string;
  readonly direction: 'forwards' | 'backwards';
  /** Inclusive; left out, from the first or the last. */
  readonly from?: number;
  readonly limit: number;
}

/** A read of one stream, which also hears what the client passes over: which revision the server says is the last. */
export class StatedRead extends ReadStream<ResolvedEvent> {
  /** `undefined`: the server did not say. */
  lastRevision: number | undefined;

  constructor(call: () => Promise<ClientReadableStream<ReadResp>>) {
    super(call, conversion.convertGrpcEvent, {});
  }

  override _transform(response: ReadResp, encoding: string, next: TransformCallback): void {
    if (response.hasLastStreamPosition()) this.lastRevision = Number(response.getLastStreamPosition());
    super._transform(response, encoding, next);
  }
}

/** As the client asks, and for the end of the stream besides. */
export function readRequestOf({ stream, direction, from, limit }: StreamPageRequest): ReadReq {
  const isForwards = direction === 'forwards';
  const identifier = new sharedMessages.StreamIdentifier();
  identifier.setStreamName(new TextEncoder().encode(stream));
  const place = new streamsMessages.ReadReq.Options.StreamOptions();
  place.setStreamIdentifier(identifier);
  if (from !== undefined) place.setRevision(String(from));
  else if (isForwards) place.setStart(new sharedMessages.Empty());
  else place.setEnd(new sharedMessages.Empty());
  const ids = new streamsMessages.ReadReq.Options.UUIDOption();
  ids.setString(new sharedMessages.Empty());
  const control = new streamsMessages.ReadReq.Options.ControlOption();
  control.setCompatibility(STATES_THE_END);
  const options = new streamsMessages.ReadReq.Options();
  options.setStream(place);
  options.setReadDirection(isForwards ? ReadDirection.FORWARDS : ReadDirection.BACKWARDS);
  options.setCount(String(limit));
  options.setUuidOption(ids);
  options.setNoFilter(new sharedMessages.Empty());
  options.setControlOption(control);
  const request = new streamsMessages.ReadReq();
  request.setOptions(options);
  return request;
}
