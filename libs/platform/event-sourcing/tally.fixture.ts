import { createSecretKey } from 'node:crypto';
import { z } from 'zod';
import { buildAbility, type Caller, type PolicyContribution } from '#platform/access';
import { MemoryEventStore, type EventStore, type RecordedEvent, type StreamName } from '#platform/event-store';
import { deriveId } from '#platform/values';
import { defineAggregate, type InputsOf } from './aggregate.js';
import { AggregateRepository } from './aggregate-repository.js';
import type { CommandRequest } from './command-request.js';
import { CommandRunner, type CommandRunnerOptions, type CommandSession } from './command-runner.js';
import { accept, reject, type Decider } from './decider.js';
import { EventCodec } from './event-codec.js';
import { defineEvents, type EventsOf } from './event-definitions.js';
import type { FieldSealing } from './field-sealing.js';

/*
 * A small aggregate for the specs of the platform: a tally that someone opens, counts on and closes.
 */

export const tallyEvents = defineEvents('tallies', {
  TallyOpened: { version: 1, description: 'Opened.', schema: z.strictObject({ owner: z.string() }) },
  TallyCounted: { version: 1, description: 'Counted.', schema: z.strictObject({ by: z.int() }) },
  TallyClosed: {
    version: 1,
    description: 'Closed.',
    schema: z.strictObject({ reason: z.string().max(20) }),
    personal: [{ path: ['reason'], subject: { from: 'stream' }, retention: 'free-text' }],
  },
  TallyHandedOver: { version: 1, description: 'Handed over.', schema: z.strictObject({ owner: z.string() }) },
});
export type TallyEvent = EventsOf<typeof tallyEvents>;

const tallyCommands = {
  OpenTally: z.strictObject({ owner: z.string() }),
  Count: z.strictObject({
    by: z.int().min(1),
    times: z.int().min(1).default(1),
    notes: z.array(z.string()).optional(),
  }),
  CloseTally: z.strictObject({ reason: z.string() }),
  HandOver: z.strictObject({ owner: z.string() }),
};
type TallyCommand = InputsOf<typeof tallyCommands>;

export interface TallyState {
  readonly owner: string | undefined;
  readonly total: number;
  readonly closed: boolean;
}

const tallyDecider: Decider<TallyState, TallyCommand, TallyEvent> = {
  initialState: { owner: undefined, total: 0, closed: false },
  decide(command, state) {
    if (command.type === 'OpenTally') {
      return state.owner === undefined
        ? accept({ type: 'TallyOpened', data: command.data })
        : reject('ALREADY_EXISTS', 'This tally is open.');
    }
    if (command.type === 'CloseTally') {
      return state.closed ? accept() : accept({ type: 'TallyClosed', data: command.data });
    }
    if (command.type === 'HandOver') {
      return command.data.owner === state.owner ? accept() : accept({ type: 'TallyHandedOver', data: command.data });
    }
    if (state.closed) return reject('TALLY_CLOSED', 'This tally is closed.', ['by']);
    const { by, times } = command.data;
    return accept(...Array.from({ length: times }, () => ({ type: 'TallyCounted' as const, data: { by } })));
  },
  evolve(state, event) {
    switch (event.type) {
      case 'TallyOpened':
      case 'TallyHandedOver':
        return { ...state, owner: event.data.owner };
      case 'TallyCounted':
        return { ...state, total: state.total + event.data.by };
      case 'TallyClosed':
        return { ...state, closed: true };
    }
  },
};

export const tallyAggregate = defineAggregate<
  TallyState,
  TallyCommand,
  TallyEvent,
  typeof tallyCommands,
  CommandSession
>({
  name: 'tally',
  context: 'tallies',
  subject: 'Tally',
  events: tallyEvents,
  commands: tallyCommands,
  creations: ['OpenTally'],
  decider: tallyDecider,
  preparations: {},
  attributes: (id, state) => ({ id, owner: state.owner ?? null }),
  references: (_id, { owner }) => (owner === undefined ? {} : { organisationId: owner }),
});

export function person(subject: string, roles: Caller['roles'] = new Set(['REGISTRAR'])): Caller {
  return { party: { kind: 'HSE', id: 'authority-hse' }, subject, roles, client: 'spec' };
}

/** Registrars do everything; officers see and count what they own; others see nothing. */
const policy: PolicyContribution = (caller, _standing, allow) => {
  if (caller.roles.has('REGISTRAR')) allow(['read', 'OpenTally', 'Count', 'CloseTally', 'HandOver'], 'Tally');
  if (caller.roles.has('OFFICER')) allow(['read', 'Count', 'HandOver'], 'Tally', { owner: caller.subject });
};

export const TALLY = deriveId('tally', 'one') as string as StreamName;

export function commandId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** A command to count by 1 on `TALLY`, with what the spec changes about it. */
export function count(id: string, changes: Partial<CommandRequest> = {}): CommandRequest {
  const request = { stream: TALLY, type: 'Count', input: { by: 1 }, commandId: id, caller: person('anne') };
  return { ...request, correlationId: 'correlation-1', ...changes };
}

export function open(changes: Partial<CommandRequest> = {}): CommandRequest {
  return count(commandId(0), { type: 'OpenTally', input: { owner: 'olga' }, ...changes });
}

export interface TallyBench {
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly repository: AggregateRepository;
  readonly openSessions: () => number;
  run(request: CommandRequest): ReturnType<CommandRunner['run']>;
  events(stream?: StreamName): Promise<RecordedEvent[]>;
}

export function tallyBench(
  store: EventStore = new MemoryEventStore({ clock: () => new Date('2006-03-21T09:00:00Z') }),
  options: Partial<CommandRunnerOptions<CommandSession>> & {
    readonly cachedStreams?: number;
    readonly sealing?: FieldSealing;
  } = {},
): TallyBench {
  const { cachedStreams, sealing, ...rest } = options;
  const codec = new EventCodec([tallyEvents], sealing);
  const repository = new AggregateRepository(store, codec, cachedStreams === undefined ? {} : { cachedStreams });
  let openSessions = 0;
  const runner = new CommandRunner({
    store,
    codec,
    repository,
    clock: () => new Date('2006-03-21T10:00:00Z'),
    fingerprintKey: createSecretKey(Buffer.alloc(32, 1)),
    openSession: async (caller) => {
      openSessions += 1;
      return { ability: buildAbility([policy], caller), [Symbol.dispose]: () => void (openSessions -= 1) };
    },
    ...rest,
  });
  return {
    store,
    codec,
    repository,
    openSessions: () => openSessions,
    run: (request) => runner.run(tallyAggregate, request),
    events: (stream = TALLY) => all(store.readStream(stream)),
  };
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}
