import type { InputsOf } from '#platform/event-sourcing';
import { reading } from './reading.events.js';

/** Given by the service itself when an auditor asks for something; no mutation leads here. */
export const readingCommands = { BeginReading: reading };

export type ReadingCommand = InputsOf<typeof readingCommands>;
