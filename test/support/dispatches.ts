import { randomUUID } from 'node:crypto';
import { dispatchAggregate, dispatchIdOf, type OpenDispatchInput } from '#domain/dispatch';
import { systemCaller } from '#platform/access';
import type { Engine } from '#platform/engine';
import type { CommandOutcome } from '#platform/event-sourcing';
import type { StreamName } from '#platform/event-store';
import { deriveId, digestOf } from '#platform/values';

/** Hands a text over to be sent, as the service itself does for a source. */
export async function openDispatch(
  engine: Engine,
  input: Omit<Partial<OpenDispatchInput>, 'recipientListIds'> & { readonly recipientListIds: readonly string[] },
): Promise<{ readonly id: string; readonly outcome: CommandOutcome }> {
  const full = {
    sourceId: deriveId('message', randomUUID()),
    issue: 1,
    channel: 'EMAIL' as const,
    subject: 'Who to call',
    text: 'Call the account manager.',
    html: '<p>Call the account manager.</p>',
    contentDigest: digestOf('Call the account manager.'),
    attachments: [],
    ...input,
  };
  const id = dispatchIdOf(full);
  const outcome = await engine.commands.run(dispatchAggregate, {
    stream: id as string as StreamName,
    type: 'OpenDispatch',
    input: full,
    commandId: randomUUID(),
    caller: systemCaller('spec'),
    correlationId: 'spec',
  });
  if (outcome.outcome === 'accepted') await engine.projections.waitFor(outcome.position, 30_000);
  return { id, outcome };
}
