import { randomUUID } from 'node:crypto';
import { convertToCommandError, type AppendResult, type BinaryEventData } from '@eventstore/db-client';
import sharedMessages from '@eventstore/db-client/generated/shared_pb.js';
import streamsMessages from '@eventstore/db-client/generated/streams_pb.js';
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import protobufTimestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { BatchCallEndedError, CallTimedOutError, OvertakenError } from './server-fault.js';

export type BatchAppendCall = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;

export interface BatchedAppend {
  readonly stream: string;
  /** The last revision of the stream; `undefined`: there is no such stream. */
  readonly last: number | undefined;
  readonly events: readonly BinaryEventData[];
}

interface Waiting {
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

const WRONG_EXPECTED_VERSION = 'event_store.client.WrongExpectedVersion';

/**
 * One BatchAppend call of the protocol, which carries many appends at a time: as the client makes it, but every append has
 * a time limit, the answers of one call are never taken for those of another, and no rejection goes unheard. Whatever
 * it answers but success and a wrong revision is told as a call that ended: the append is then made again by itself, and
 * the server says by that call what is wrong.
 */
export class BatchCall {
  readonly #waiting = new Map<string, Waiting>();
  #ended: Error | undefined;

  constructor(
    private readonly call: BatchAppendCall,
    private readonly timeoutMs: number,
  ) {
    call.on('data', (response) => this.#answer(response));
    call.on('error', (error) => this.#end(convertToCommandError(error)));
    call.on('end', () => {
      this.#end(new BatchCallEndedError('the server ended the call'));
      // Or it would count as open for ever.
      call.end();
    });
  }

  /** @throws OvertakenError, CallTimedOutError, BatchCallEndedError, and what the call failed with */
  append(request: BatchedAppend): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) return reject(this.#ended);
      const id = randomUUID();
      const timer = setTimeout(() => this.#timeOut(id), this.timeoutMs);
      this.#waiting.set(id, { resolve, reject, timer });
      this.call.write(requestOf(id, request, this.timeoutMs));
    });
  }

  /** A call that does not answer one append may answer none: the others on it find out by themselves. */
  #timeOut(id: string): void {
    this.#settle(id)?.reject(new CallTimedOutError(this.timeoutMs));
    this.#end(new BatchCallEndedError('an append on the same call was not answered'));
    this.call.cancel();
  }

  #answer(response: BatchAppendResp): void {
    const waiting = this.#settle(textOf(response.getCorrelationId()));
    if (waiting === undefined) return;
    const success = response.getSuccess();
    if (success === undefined) {
      const details = response.getError()?.getDetails()?.getTypeName();
      const isOvertaken = details === WRONG_EXPECTED_VERSION;
      return waiting.reject(
        isOvertaken ? new OvertakenError() : new BatchCallEndedError(details ?? 'without a reason'),
      );
    }
    const position = success.getPosition();
    waiting.resolve({
      success: true,
      nextExpectedRevision: BigInt(success.getCurrentRevision()),
      ...(position && {
        position: { commit: BigInt(position.getCommitPosition()), prepare: BigInt(position.getPreparePosition()) },
      }),
    });
  }

  #settle(id: string): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(waiting?.timer);
    return waiting;
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(error);
  }
}

function requestOf(id: string, { stream, last, events }: BatchedAppend, timeoutMs: number): BatchAppendReq {
  const options = new streamsMessages.BatchAppendReq.Options();
  const identifier = new sharedMessages.StreamIdentifier();
  identifier.setStreamName(new TextEncoder().encode(stream));
  options.setStreamIdentifier(identifier);
  if (last === undefined) options.setNoStream(new sharedMessages.Empty());
  else options.setStreamPosition(String(last));
  options.setDeadline(protobufTimestamp.Timestamp.fromDate(new Date(Date.now() + timeoutMs)));
  const request = new streamsMessages.BatchAppendReq();
  request.setCorrelationId(uuidOf(id));
  request.setOptions(options);
  request.setIsFinal(true);
  request.setProposedMessagesList(events.map(messageOf));
  return request;
}

function messageOf({ id, type, contentType, data, metadata }: BinaryEventData): BatchAppendReq.ProposedMessage {
  const message = new streamsMessages.BatchAppendReq.ProposedMessage();
  message.setId(uuidOf(id));
  message.getMetadataMap().set('type', type).set('content-type', contentType);
  message.setData(data);
  if (metadata instanceof Uint8Array) message.setCustomMetadata(metadata);
  return message;
}

function uuidOf(text: string): UUID {
  const uuid = new sharedMessages.UUID();
  uuid.setString(text);
  return uuid;
}

/** The server answers with the two halves of the id that it was sent as text. */
function textOf(uuid: UUID | undefined): string {
  const structured = uuid?.getStructured();
  if (structured === undefined) return uuid?.getString() ?? '';
  const half = (bits: string): string => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');
  const hex = half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits());
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
