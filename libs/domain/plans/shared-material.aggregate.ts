import { findPartnerships } from '#domain/partnerships';
import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { sharedMaterialCommands, type SharedMaterialCommand } from './shared-material.commands.js';
import { isForBothSides, sharedMaterialDecider, type SharedMaterialState } from './shared-material.decider.js';
import { sharedMaterialEvents, type SharedMaterialEvent } from './shared-material.events.js';

export const sharedMaterialAggregate = defineAggregate<
  SharedMaterialState,
  SharedMaterialCommand,
  SharedMaterialEvent,
  typeof sharedMaterialCommands,
  Session
>({
  name: 'shared-material',
  context: 'plans',
  subject: 'SharedMaterial',
  events: sharedMaterialEvents,
  commands: sharedMaterialCommands,
  creations: ['CirculateMaterial'],
  decider: sharedMaterialDecider,
  preparations: {
    RecordMaterialUse: async (input, { session }) => {
      const { partnershipId: id } = input;
      const partnershipKnown = id === undefined || (await findPartnerships(session, [id])).has(id);
      return { outcome: 'prepared', data: { ...input, partnershipKnown } };
    },
  },
  attributes: (id, state) =>
    state.kind === 'unknown'
      ? { id }
      : { id, circulatedByPartyId: state.circulatedByPartyId, forBothSides: isForBothSides(state) ? 1 : 0 },
  references: () => ({}),
});
