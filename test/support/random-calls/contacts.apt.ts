import { ofKind, type AptValues } from './apt-values.js';

export const contactsApt: AptValues = {
  texts: {
    topic: ['workplace transport', 'Falls from height', 'asbestos'],
    withWhom: ['Store manager', 'Safety team'],
  },
  numbers: { number: [1, 3] },
  days: { plannedOn: 'FUTURE', madeOn: 'PAST', dueOn: 'FUTURE', doneOn: 'PAST' },
  fitted: { ContactAnswerIntentionInput: ofKind({ WAIT: ['until'] }, 'answer') },
};
