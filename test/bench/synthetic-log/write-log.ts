import type { Engine } from '#platform/engine';
import { START } from '#platform/event-store';
import { Repetition, templateEvent, type RepeatedEvent, type TemplateEvent } from './repetition.js';
import { writeTemplate } from './template.js';

/** Appends under way at the same time, so that they share commits. */
const TOGETHER = 2_000;

/** Writes a template by commands. @returns its events */
export async function recordTemplate(engine: Engine): Promise<readonly TemplateEvent[]> {
  await writeTemplate(engine);
  const events: TemplateEvent[] = [];
  for await (const event of engine.store.readAll({ after: START }))
    events.push(templateEvent(engine.codec.decode(event)));
  return events;
}

/**
 * Repeats a template past the commands, in whole repetitions, until there are at least so many events.
 * @returns how many there are
 */
export async function repeatTemplate(
  engine: Engine,
  template: readonly TemplateEvent[],
  events: number,
): Promise<number> {
  const repetition = new Repetition(template);
  let written: number = await engine.store.head();
  let appends: Promise<unknown>[] = [];
  for (let number = 1; written < events; number++) {
    appends.push(...(await repeat(engine, repetition.appends(number))));
    written += repetition.length;
    if (appends.length < TOGETHER) continue;
    await Promise.all(appends);
    appends = [];
  }
  await Promise.all(appends);
  return written;
}

/** Sealed anew: a sealed value opens nowhere but in its own event. */
async function repeat(
  { codec, store }: Engine,
  appends: readonly (readonly RepeatedEvent[])[],
): Promise<Promise<unknown>[]> {
  await codec.prepare(
    appends.flat().flatMap(({ context, event, place }) => codec.personalValuesOf(context, place.stream, [event])),
  );
  return appends.flatMap((events) => {
    const stream = events[0]?.place.stream;
    if (stream === undefined) return [];
    const encoded = events.map(({ context, event, place, metadata }) => codec.encode(context, event, place, metadata));
    return [store.append(stream, 'any', encoded)];
  });
}
