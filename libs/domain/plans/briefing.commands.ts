import type { InputsOf } from '#platform/event-sourcing';
import { disclosure } from './briefing.events.js';

/** Given by the service itself when somebody asks for a briefing; no mutation leads here. */
export const briefingCommands = { DiscloseKeyInformation: disclosure };

export type BriefingCommand = InputsOf<typeof briefingCommands>;
