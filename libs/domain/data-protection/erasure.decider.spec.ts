import { describe, expect, it } from '@jest/globals';
import { deriveId } from '#platform/values';
import { addDays } from '#platform/working-days';
import { specContext, specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { signatoryOf } from '#platform/agreements';
import type { ErasureCommand, NamedSubject } from './erasure.commands.js';
import { erasureDecider } from './erasure.decider.js';
import type { ErasureEvent } from './erasure.events.js';
import type { GroundToErase } from './erasure.vocabulary.js';

const { given } = specificationOf(erasureDecider);

const officer = deriveId('officer', 'spec');
const contact = deriveId('contact', 'spec');
const controllerId = deriveId('authority', 'E08000036');
const me = signatoryOf(specContext.actor);
const other = { ...me, subject: 'another person', officerId: deriveId('officer', 'another') };
const explanation = 'As decided.';
const held: NamedSubject = { standing: 'held' };

const wanted = { subjectIds: [officer, contact], wantedBy: 'PERSON_CONCERNED' as const, explanation };
const request = (subjects: readonly NamedSubject[] = [held, held], fields: object = {}): ErasureCommand => ({
  type: 'RequestErasure',
  data: { ...wanted, ground: 'OBJECTION_UPHELD', subjects, ...fields },
});
const requested: ErasureEvent = {
  type: 'ErasureRequested',
  data: { ...wanted, ground: 'OBJECTION_UPHELD', controllerId, by: other },
};
const requestedByMe = { ...requested, data: { ...requested.data, controllerId: me.partyId, by: me } } as ErasureEvent;
const proposal = { controllerId, subjectIds: [officer], retention: 'free-text' as const, keptForDays: 30 };
const proposed: ErasureEvent = { type: 'ErasureProposed', data: { ...proposal, since: specContext.today } };
const grant = (subjects: readonly NamedSubject[] = [held, held], ground: GroundToErase = 'OBJECTION_UPHELD') =>
  ({ type: 'GrantErasure', data: { ground, explanation, subjects } }) as const;
const grantedOn = (ground: GroundToErase): ErasureEvent => ({
  type: 'ErasureGranted',
  data: { ground, explanation, by: me },
});
const granted = grantedOn('OBJECTION_UPHELD');
const refuse: ErasureCommand = { type: 'RefuseErasure', data: { ground: 'PUBLIC_TASK', explanation } };
const refused: ErasureEvent = { type: 'ErasureRefused', data: { ground: 'PUBLIC_TASK', explanation, by: me } };
const withdraw: ErasureCommand = { type: 'WithdrawErasure', data: { explanation } };
const withdrawn: ErasureEvent = { type: 'ErasureWithdrawn', data: { explanation, by: me } };
const begin = (attempt = 1): ErasureCommand => ({ type: 'BeginErasure', data: { attempt, subjectIds: [officer] } });
const begun = (attempt = 1): ErasureEvent => ({
  type: 'ErasureBegun',
  data: { attempt, subjectIds: [officer, contact] },
});
const report = { events: 3, valuesInClearText: 0, readModels: ['officer-register'] };
const end = (attempt = 1): ErasureCommand => ({ type: 'EndErasure', data: { attempt, ...report } });
const ended = (attempt = 1): ErasureEvent => ({ type: 'ErasureCompleted', data: { attempt, ...report } });
const interrupt = (attempt = 1): ErasureCommand => ({ type: 'InterruptErasure', data: { attempt } });
const interrupted = (attempt = 1): ErasureEvent => ({ type: 'ErasureInterrupted', data: { attempt } });

describe('RequestErasure', () => {
  it('is of the party that asks, which answers for the data', () => {
    given().when(request()).then(requestedByMe);
    given(requested).when(request()).thenRejected('ALREADY_EXISTS');
  });

  it('names subjects of whom something is on record, each once', () => {
    given()
      .when(request([held, held], { subjectIds: [officer, officer] }))
      .thenRejected('DUPLICATE_SUBJECT');
    const { field } = given()
      .when(request([held, { standing: 'unknown' }]))
      .thenRejected('SUBJECT_UNKNOWN');
    expect(field).toEqual(['subjectIds', '1']);
    given()
      .when(request([held]))
      .thenRejected('SUBJECT_UNKNOWN');
  });

  it('is not made twice', () => {
    given()
      .when(request([{ standing: 'erased', erasureId: 'erasure-1' }, held]))
      .thenRejected('ALREADY_ERASED');
    const standing = { standing: 'being-decided', erasureId: 'erasure-1' } as const;
    given()
      .when(request([held, standing]))
      .thenRejected('ERASURE_BEING_DECIDED');
  });

  it('may be made before the data can go: that is for the decision', () => {
    given()
      .when(request([{ standing: 'held', inUse: 'The officer is in service.' }, held]))
      .then(requestedByMe);
  });
});

describe('A decision', () => {
  it('grants or refuses, once, with its ground', () => {
    given(requested).when(grant()).then(granted);
    given(requested).when(refuse).then(refused);
    given(requested, granted).when(refuse).thenRejected('ERASURE_DECIDED');
    given(requested, refused).when(grant()).thenRejected('ERASURE_DECIDED');
    given(requested, granted)
      .when(grant([held, held], 'NO_LONGER_NEEDED'))
      .thenRejected('ERASURE_DECIDED');
    given().when(grant()).thenRejected('NOT_FOUND');
  });

  it('is not made by whoever asked, and by anybody on what retention proposed', () => {
    given(requestedByMe).when(grant()).thenRejected('SAME_PERSON');
    given(requestedByMe).when(refuse).thenRejected('SAME_PERSON');
    given(proposed)
      .when(grant([held]))
      .then(granted);
  });

  it('does not erase what is in use, nor what was erased meanwhile', () => {
    given(requested)
      .when(grant([held, { standing: 'held', inUse: 'The contact is intended.' }]))
      .thenRejected('SUBJECT_IN_USE');
    given(requested)
      .when(grant([{ standing: 'erased', erasureId: 'erasure-1' }, held]))
      .thenRejected('ALREADY_ERASED');
  });

  it('keeps to the period, other than where the data must not be kept', () => {
    const kept = { standing: 'held', keptUntil: addDays(specContext.today, 1) } as const;
    given(requested)
      .when(grant([kept, held]))
      .thenRejected('RETENTION_RUNNING');
    given(requested)
      .when(grant([kept, held], 'LEGAL_DUTY_TO_ERASE'))
      .then(grantedOn('LEGAL_DUTY_TO_ERASE'));
    given(requested)
      .when(grant([kept, held], 'UNLAWFULLY_PROCESSED'))
      .then(grantedOn('UNLAWFULLY_PROCESSED'));
    given(requested)
      .when(grant([{ ...kept, keptUntil: specContext.today }, held]))
      .then(granted);
  });
});

describe('WithdrawErasure', () => {
  it('takes a request back before it is decided', () => {
    given(requested).when(withdraw).then(withdrawn);
    given(requested, granted).when(withdraw).thenRejected('ERASURE_DECIDED');
    given(requested, withdrawn).when(grant()).thenRejected('ERASURE_DECIDED');
  });
});

describe('An erasure that is carried out', () => {
  it('begins when it is granted, for everybody that was decided on, and ends', () => {
    given(requested, granted).when(begin()).then(begun());
    given(requested).when(begin()).thenRejected('ERASURE_NOT_GRANTED');
    given(requested, granted).when(begin(2)).thenRejected('ERASURE_NOT_GRANTED');
    given(requested, granted, begun()).when(end()).then(ended());
    given(requested, granted).when(end()).thenRejected('ERASURE_NOT_UNDER_WAY');
    given(requested, granted, begun()).when(end(2)).thenRejected('ERASURE_NOT_UNDER_WAY');
  });

  it('is begun again when it was interrupted', () => {
    given(requested, granted, begun()).when(interrupt()).then(interrupted());
    given(requested, granted, begun(), interrupted()).when(end()).thenRejected('ERASURE_NOT_UNDER_WAY');
    given(requested, granted, begun(), interrupted()).when(begin(2)).then(begun(2));
    given(requested, granted, begun(), ended()).when(interrupt()).thenRejected('ERASURE_NOT_UNDER_WAY');
  });
});

describe('ProposeErasure', () => {
  it('puts on record what retention made due, once', () => {
    const propose: ErasureCommand = { type: 'ProposeErasure', data: { ...proposal, since: specContext.today } };
    given().when(propose).then(proposed);
    given(proposed, refused).when(propose).then();
  });
});
