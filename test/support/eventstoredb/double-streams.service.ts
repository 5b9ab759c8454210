import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import streamsServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streamsMessages from '@eventstore/db-client/generated/streams_pb.js';
import type { IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  DeleteReq,
  ReadReq,
  ReadResp,
  TombstoneReq,
} from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerDuplexStream, ServerReadableStream, ServerWritableStream, sendUnaryData } from '@grpc/grpc-js';
import type { AppendOutcome, ExpectedState, ProposedEvent } from './double-log.js';
import {
  appendResponseOf,
  batchExpectedStateOf,
  batchResponseOf,
  expectedStateOf,
  proposedEventOf,
  SERVER_ERRORS,
  streamNameOf,
  type ServerError,
} from './double-messages.js';
import { subscribe } from './double-subscription.js';
import { read } from './double-read.js';
import type { DoubleNode } from './double-node.js';

export const StreamsService = streamsServices.StreamsService;

/** Those that write come first, so that a test can ask for one of them and then for others. */
const APPEND_FAULTS = [
  'lost-answer',
  'hang-after-append',
  'half-close-append',
  'hang-append',
  'unavailable-append',
] as const;
type AppendFault = (typeof APPEND_FAULTS)[number];

/** The answers of one node to the calls on streams. */
export function streamsService(node: DoubleNode): IStreamsServer {
  return {
    read: (call) => void onRead(node, call),
    append: (call, answer) => void onAppend(node, call, answer),
    batchAppend: (call) => onBatchAppend(node, call),
    delete: (call, answer) => {
      const { stream, error } = ofOneStream(node, call.request);
      if (error) return answer(error);
      node.log.delete(stream);
      answer(null, new streamsMessages.DeleteResp());
    },
    tombstone: (call, answer) => {
      const { stream, error } = ofOneStream(node, call.request);
      if (error) return answer(error);
      node.log.tombstone(stream);
      answer(null, new streamsMessages.TombstoneResp());
    },
  };
}

function ofOneStream(
  node: DoubleNode,
  request: DeleteReq | TombstoneReq,
): { stream: string; error: ServerError | undefined } {
  return { stream: streamNameOf(request.getOptions()?.getStreamIdentifier()), error: node.refusalOfWrite() };
}

async function onRead(node: DoubleNode, call: ServerWritableStream<ReadReq, ReadResp>): Promise<void> {
  if (node.isFrozen) return;
  const refusal = node.refusalOfRead(call.metadata);
  if (refusal) return void call.emit('error', refusal);
  node.openReads += 1;
  node.readsBegun += 1;
  call.once('close', () => (node.openReads -= 1));
  const options = call.request.getOptions();
  if (options?.hasSubscription()) await subscribe(node, call, options, randomUUID());
  else if (options) await read(node, call, options);
}

async function onAppend(
  node: DoubleNode,
  call: ServerReadableStream<AppendReq, AppendResp>,
  answer: sendUnaryData<AppendResp>,
): Promise<void> {
  if (node.isFrozen) return;
  const refusal = node.refusalOfWrite(call.metadata);
  if (refusal) return answer(refusal);
  let options: AppendReq.Options | undefined;
  const proposed: ProposedEvent[] = [];
  call.on('data', (request: AppendReq) => {
    options = request.getOptions() ?? options;
    const message = request.getProposedMessage();
    if (message) proposed.push(proposedEventOf(message));
  });
  call.on('end', async () => {
    // A call that its client gave up ends too, in the middle of its events, and counts as cancelled a moment later. No server
    // takes a part of an append.
    await nextTurn();
    if (call.cancelled) return;
    const expected = expectedStateOf(options);
    const result = decide(node, streamNameOf(options?.getStreamIdentifier()), expected, proposed);
    if (result.kind === 'no answer') return;
    if (result.kind === 'ended') return answer(null, new streamsMessages.AppendResp());
    if (result.kind === 'failed') return answer(result.error);
    const { outcome } = result;
    if (outcome.kind === 'stream-deleted') {
      return answer(SERVER_ERRORS.streamDeleted(streamNameOf(options?.getStreamIdentifier())));
    }
    if (outcome.kind === 'too-large') return answer(SERVER_ERRORS.tooLarge(outcome.limit));
    answer(null, appendResponseOf(outcome, expected));
  });
}

/** One call carries many appends, each in one or more messages under one correlation id. */
function onBatchAppend(node: DoubleNode, call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void {
  const parts = new Map<string, { stream: string; expected: ExpectedState; proposed: ProposedEvent[] }>();
  const fail = (error: ServerError): void => void call.emit('error', error);
  if (node.isFrozen) return;
  const refusal = node.refusalOfWrite(call.metadata);
  if (refusal) return fail(refusal);
  call.on('data', (request: BatchAppendReq) => {
    const id = request.getCorrelationId()?.getString() ?? '';
    const options = request.getOptions();
    const part = parts.get(id) ?? {
      stream: streamNameOf(options?.getStreamIdentifier()),
      expected: options ? batchExpectedStateOf(options) : 'any',
      proposed: [],
    };
    parts.set(id, part);
    part.proposed.push(...request.getProposedMessagesList().map(proposedEventOf));
    if (!request.getIsFinal()) return;
    parts.delete(id);
    if (node.isFrozen) return;
    const lost = node.refusalOfWrite(call.metadata);
    if (lost) return fail(lost);
    const result = decide(node, part.stream, part.expected, part.proposed);
    if (result.kind === 'no answer') return;
    if (result.kind === 'ended') return call.end();
    if (result.kind === 'failed') return fail(result.error);
    call.write(batchResponseOf(request, part.stream, result.outcome));
  });
  call.on('end', () => call.end());
}

type Decided =
  | { readonly kind: 'answered'; readonly outcome: AppendOutcome }
  | { readonly kind: 'failed'; readonly error: ServerError }
  | { readonly kind: 'no answer' }
  | { readonly kind: 'ended' };

function decide(
  node: DoubleNode,
  stream: string,
  expected: ExpectedState,
  proposed: readonly ProposedEvent[],
): Decided {
  const fault = node.faults.takeOneOf<AppendFault>(APPEND_FAULTS);
  if (fault === 'unavailable-append') return { kind: 'failed', error: SERVER_ERRORS.unavailable() };
  if (fault === 'hang-append') return { kind: 'no answer' };
  const outcome = node.log.append(stream, expected, proposed);
  if (fault === 'lost-answer') return { kind: 'failed', error: SERVER_ERRORS.unavailable() };
  if (fault === 'hang-after-append') return { kind: 'no answer' };
  if (fault === 'half-close-append') return { kind: 'ended' };
  return { kind: 'answered', outcome };
}
