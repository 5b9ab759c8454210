import sharedMessages from '@eventstore/db-client/generated/shared_pb.js';
import codeMessages from '@eventstore/db-client/generated/code_pb.js';
import statusMessages from '@eventstore/db-client/generated/status_pb.js';
import streamsMessages from '@eventstore/db-client/generated/streams_pb.js';
import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  ReadResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import { Metadata, status as Code } from '@grpc/grpc-js';
import protobufAny from 'google-protobuf/google/protobuf/any_pb.js';
import protobufEmpty from 'google-protobuf/google/protobuf/empty_pb.js';
import type { AppendOutcome, ExpectedState, LoggedEvent, ProposedEvent } from './double-log.js';

/**
 * The messages of the protocol from and to what the double works with. Fields of 64 bits are texts, and fields of bytes
 * take Uint8Array: a Buffer of text would be taken for base64.
 */

export function streamNameOf(identifier: StreamIdentifier | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? new Uint8Array()).toString('utf8');
}

function identifierOf(stream: string): StreamIdentifier {
  const identifier = new sharedMessages.StreamIdentifier();
  identifier.setStreamName(new TextEncoder().encode(stream));
  return identifier;
}

function uuidOf(text: string): UUID {
  const uuid = new sharedMessages.UUID();
  uuid.setString(text);
  return uuid;
}

/** As the server answers ids that it was sent as text. */
function inHalves(text: string): UUID {
  const hex = text.replaceAll('-', '');
  const half = (digits: string): string => BigInt.asIntN(64, BigInt(`0x${digits}`)).toString();
  const structured = new sharedMessages.UUID.Structured();
  structured.setMostSignificantBits(half(hex.slice(0, 16)));
  structured.setLeastSignificantBits(half(hex.slice(16)));
  const uuid = new sharedMessages.UUID();
  uuid.setStructured(structured);
  return uuid;
}

export function proposedEventOf(message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): ProposedEvent {
  const metadata = message.getMetadataMap();
  return {
    id: message.getId()?.getString() ?? '',
    type: metadata.get('type') ?? '',
    contentType: metadata.get('content-type') ?? '',
    data: message.getData_asU8(),
    customMetadata: message.getCustomMetadata_asU8(),
  };
}

export function expectedStateOf(options: AppendReq.Options | undefined): ExpectedState {
  if (options?.hasRevision()) return Number(options.getRevision());
  if (options?.hasNoStream()) return 'no_stream';
  return options?.hasStreamExists() ? 'stream_exists' : 'any';
}

export function batchExpectedStateOf(options: BatchAppendReq.Options): ExpectedState {
  if (options.hasStreamPosition()) return Number(options.getStreamPosition());
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : 'any';
}

export function readEventOf(event: LoggedEvent): ReadResp {
  const recorded = new streamsMessages.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(uuidOf(event.id));
  recorded.setStreamIdentifier(identifierOf(event.stream));
  recorded.setStreamRevision(String(event.revision));
  recorded.setCommitPosition(String(event.position));
  recorded.setPreparePosition(String(event.position));
  recorded.setData(event.data);
  recorded.setCustomMetadata(event.customMetadata);
  const metadata = recorded.getMetadataMap();
  metadata.set('type', event.type);
  metadata.set('content-type', event.contentType);
  metadata.set('created', event.createdTicks);
  const read = new streamsMessages.ReadResp.ReadEvent();
  read.setEvent(recorded);
  read.setCommitPosition(String(event.position));
  const response = new streamsMessages.ReadResp();
  response.setEvent(read);
  return response;
}

export function streamNotFound(stream: string): ReadResp {
  const notFound = new streamsMessages.ReadResp.StreamNotFound();
  notFound.setStreamIdentifier(identifierOf(stream));
  const response = new streamsMessages.ReadResp();
  response.setStreamNotFound(notFound);
  return response;
}

export function lastStreamPosition(revision: number): ReadResp {
  const response = new streamsMessages.ReadResp();
  response.setLastStreamPosition(String(revision));
  return response;
}

export function subscriptionConfirmation(id: string): ReadResp {
  const confirmation = new streamsMessages.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(id);
  const response = new streamsMessages.ReadResp();
  response.setConfirmation(confirmation);
  return response;
}

export function caughtUp(): ReadResp {
  const response = new streamsMessages.ReadResp();
  response.setCaughtUp(new streamsMessages.ReadResp.CaughtUp());
  return response;
}

export function checkpointAt(position: number): ReadResp {
  const checkpoint = new streamsMessages.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(position));
  checkpoint.setPreparePosition(String(position));
  const response = new streamsMessages.ReadResp();
  response.setCheckpoint(checkpoint);
  return response;
}

/** An append's answer, as far as it is a message: what is not is an error with trailers. */
export function appendResponseOf(
  outcome: Exclude<AppendOutcome, { kind: 'stream-deleted' | 'too-large' }>,
  expected: ExpectedState,
): AppendResp {
  const response = new streamsMessages.AppendResp();
  if (outcome.kind === 'success') {
    const success = new streamsMessages.AppendResp.Success();
    const position = new streamsMessages.AppendResp.Position();
    position.setCommitPosition(String(outcome.position));
    position.setPreparePosition(String(outcome.position));
    success.setCurrentRevision(String(outcome.revision));
    success.setPosition(position);
    response.setSuccess(success);
    return response;
  }
  const wrong = new streamsMessages.AppendResp.WrongExpectedVersion();
  if (outcome.current === undefined) wrong.setCurrentNoStream(new sharedMessages.Empty());
  else wrong.setCurrentRevision(String(outcome.current));
  if (typeof expected === 'number') wrong.setExpectedRevision(String(expected));
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new sharedMessages.Empty());
  else wrong.setExpectedStreamExists(new sharedMessages.Empty());
  response.setWrongExpectedVersion(wrong);
  return response;
}

/** BatchAppend carries its errors within the answer: a status that holds the error as `Any`. */
export function batchResponseOf(request: BatchAppendReq, stream: string, outcome: AppendOutcome): BatchAppendResp {
  const response = new streamsMessages.BatchAppendResp();
  response.setCorrelationId(inHalves(request.getCorrelationId()?.getString() ?? ''));
  response.setStreamIdentifier(identifierOf(stream));
  if (outcome.kind === 'success') {
    const success = new streamsMessages.BatchAppendResp.Success();
    const position = new sharedMessages.AllStreamPosition();
    position.setCommitPosition(String(outcome.position));
    position.setPreparePosition(String(outcome.position));
    success.setCurrentRevision(String(outcome.revision));
    success.setPosition(position);
    response.setSuccess(success);
    return response;
  }
  const error = new statusMessages.Status();
  error.setCode(codeMessages.Code.FAILED_PRECONDITION);
  error.setMessage(outcome.kind);
  error.setDetails(errorDetailsOf(outcome));
  response.setError(error);
  return response;
}

function errorDetailsOf(outcome: Exclude<AppendOutcome, { kind: 'success' }>): InstanceType<typeof protobufAny.Any> {
  const details = new protobufAny.Any();
  switch (outcome.kind) {
    case 'wrong-expected-version': {
      const wrong = new sharedMessages.WrongExpectedVersion();
      if (outcome.current === undefined) wrong.setCurrentNoStream(new protobufEmpty.Empty());
      else wrong.setCurrentStreamRevision(String(outcome.current));
      details.pack(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion');
      return details;
    }
    case 'stream-deleted':
      details.pack(new sharedMessages.StreamDeleted().serializeBinary(), 'event_store.client.StreamDeleted');
      return details;
    case 'too-large': {
      const tooLarge = new sharedMessages.MaximumAppendSizeExceeded();
      tooLarge.setMaxappendsize(outcome.limit);
      details.pack(tooLarge.serializeBinary(), 'event_store.client.MaximumAppendSizeExceeded');
      return details;
    }
  }
}

export interface ServerError {
  readonly code: number;
  readonly details: string;
  readonly metadata: Metadata;
}

/** An error whose kind is in its trailers, as this server gives most of them. */
export function serverError(
  code: number,
  details: string,
  trailers: Readonly<Record<string, string>> = {},
): ServerError {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return { code, details, metadata };
}

export const SERVER_ERRORS = {
  unavailable: () => serverError(Code.UNAVAILABLE, 'Server Is Not Ready'),
  accessDenied: () => serverError(Code.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' }),
  unauthenticated: () => serverError(Code.UNAUTHENTICATED, 'No valid credentials'),
  streamDeleted: (stream: string) =>
    serverError(Code.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
      exception: 'stream-deleted',
      'stream-name': stream,
    }),
  tooLarge: (limit: number) =>
    serverError(Code.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': String(limit),
    }),
  notLeader: ({ host, port }: { readonly host: string; readonly port: number }) =>
    serverError(Code.NOT_FOUND, `Leader info available`, {
      exception: 'not-leader',
      'leader-endpoint-host': host,
      'leader-endpoint-port': String(port),
    }),
} as const;
