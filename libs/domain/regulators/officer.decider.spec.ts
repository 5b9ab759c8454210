import { describe, it } from '@jest/globals';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { deriveId } from '#platform/values';
import { parsePlainDate } from '#platform/working-days';
import { authorityIdOf } from './authority-code.js';
import type { OfficerCommand } from './officer.commands.js';
import { officerDecider } from './officer.decider.js';
import type { OfficerEvent } from './officer.events.js';

const { given } = specificationOf(officerDecider);
const day = parsePlainDate;

const DUNDEE = authorityIdOf('S12000042');
const FIFE = authorityIdOf('S12000047');
const officerId = deriveId('officer', 'spec');
const standing = { known: true, endedOn: undefined };
const contact = { name: 'Environmental health officer 1', email: 'eho1@dundee.example', phone: '01382 433000' };
const reason = 'Reorganisation of the service.';

const registered: OfficerEvent = {
  type: 'OfficerRegistered',
  data: { ...contact, officerId, authorityId: DUNDEE, from: day('2005-10-03') },
};
const assigned = (since: string, until?: string): OfficerEvent => ({
  type: 'RoleAssigned',
  data: {
    role: 'ENVIRONMENTAL_HEALTH_OFFICER',
    authorityId: DUNDEE,
    since: day(since),
    ...(until === undefined ? {} : { until: day(until) }),
  },
});
const ended = (since: string, until: string): OfficerEvent => ({
  type: 'RoleEnded',
  data: { role: 'ENVIRONMENTAL_HEALTH_OFFICER', since: day(since), until: day(until) },
});
const moved: OfficerEvent = {
  type: 'OfficerTransferred',
  data: { authorityId: FIFE, formerAuthorityId: DUNDEE, from: day('2006-03-01'), reason },
};
const departed: OfficerEvent = { type: 'ServiceEnded', data: { authorityId: DUNDEE, on: day('2006-03-01'), reason } };

const assign = (since: string, until?: string, data: object = {}): OfficerCommand =>
  ({
    type: 'AssignRole',
    data: {
      role: 'ENVIRONMENTAL_HEALTH_OFFICER',
      since: day(since),
      ...(until === undefined ? {} : { until: day(until) }),
      ...data,
    },
  }) as OfficerCommand;
const end = (until: string): OfficerCommand => ({
  type: 'EndRole',
  data: { role: 'ENVIRONMENTAL_HEALTH_OFFICER', until: day(until) },
});
const transfer = (from: string, data: object = {}): OfficerCommand => ({
  type: 'TransferOfficer',
  data: { authorityId: FIFE, from: day(from), reason, facts: { authority: standing }, ...data },
});
const leave = (on: string): OfficerCommand => ({ type: 'EndService', data: { on: day(on), reason } });

describe('RegisterOfficer', () => {
  const register = (authority: { known: boolean; endedOn?: ReturnType<typeof day> }): OfficerCommand => ({
    type: 'RegisterOfficer',
    data: {
      ...contact,
      authorityId: DUNDEE,
      from: day('2005-10-03'),
      facts: { officerId, authority: { endedOn: undefined, ...authority } },
    },
  });

  it('records whom the officer serves, since when, and the person concerned', () => {
    given().when(register(standing)).then(registered);
  });

  it('refuses a second entry, an unknown authority and one that has ended', () => {
    given(registered).when(register(standing)).thenRejected('ALREADY_EXISTS');
    given()
      .when(register({ known: false }))
      .thenRejected('AUTHORITY_UNKNOWN');
    given()
      .when(register({ known: true, endedOn: day('2005-10-03') }))
      .thenRejected('AUTHORITY_DISSOLVED');
    given()
      .when(register({ known: true, endedOn: day('2005-10-04') }))
      .then(registered);
  });
});

describe('AmendOfficer', () => {
  const amend = (data: object = {}): OfficerCommand => ({
    type: 'AmendOfficer',
    data: { ...contact, facts: { officerId }, reason, ...data },
  });

  it('replaces name and contact, and records nothing when they are so already', () => {
    given(registered)
      .when(amend({ phone: undefined }))
      .then({ type: 'OfficerAmended', data: { ...contact, phone: undefined, officerId, reason } });
    given(registered).when(amend()).then();
  });

  it('is refused after the officer left', () => {
    given(registered, departed)
      .when(amend({ email: 'new@dundee.example' }))
      .thenRejected('OFFICER_LEFT');
  });
});

describe('AssignRole', () => {
  it('records a role for the authority served at that time', () => {
    given(registered).when(assign('2006-01-01')).then(assigned('2006-01-01'));
    given(registered, moved).when(assign('2006-01-01', '2006-02-01')).then(assigned('2006-01-01', '2006-02-01'));
    given(registered, moved)
      .when(assign('2006-03-01'))
      .then({
        type: 'RoleAssigned',
        data: { role: 'ENVIRONMENTAL_HEALTH_OFFICER', authorityId: FIFE, since: day('2006-03-01') },
      });
  });

  it.each([
    ['2005-11-01', '2006-01-02'],
    ['2006-01-15', '2006-01-20'],
    ['2006-01-31', undefined],
    ['2005-11-01', undefined],
  ])('refuses the same role again from %s to %s while it is held', (since, until) => {
    given(registered, assigned('2006-01-01', '2006-02-01')).when(assign(since, until)).thenRejected('ROLE_OVERLAPS');
  });

  it('takes the same role just before and just after, and another role at the same time', () => {
    const held = assigned('2006-01-01', '2006-02-01');
    given(registered, held).when(assign('2005-12-01', '2006-01-01')).then(assigned('2005-12-01', '2006-01-01'));
    given(registered, held).when(assign('2006-02-01')).then(assigned('2006-02-01'));
    given(registered, held)
      .when(assign('2006-01-10', undefined, { role: 'HEALTH_AND_SAFETY_LEAD' }))
      .then({
        type: 'RoleAssigned',
        data: { role: 'HEALTH_AND_SAFETY_LEAD', authorityId: DUNDEE, since: day('2006-01-10') },
      });
  });

  it('tells other roles apart by their titles, whatever the letter case', () => {
    const title = (text: string) => ({ role: 'OTHER', title: text });
    const data = { role: 'OTHER', title: 'Asbestos lead', authorityId: DUNDEE, since: day('2006-01-01') } as const;
    const asbestos: OfficerEvent = { type: 'RoleAssigned', data };
    given(registered)
      .when(assign('2006-01-01', undefined, title('Asbestos lead')))
      .then(asbestos);
    given(registered, asbestos)
      .when(assign('2006-02-01', undefined, title('ASBESTOS LEAD')))
      .thenRejected('ROLE_OVERLAPS');
    given(registered, asbestos)
      .when(assign('2006-01-01', undefined, title('Noise lead')))
      .then({ type: 'RoleAssigned', data: { ...data, title: 'Noise lead' } });
  });

  it('needs a title for another role, and for no other', () => {
    given(registered)
      .when(assign('2006-01-01', undefined, { role: 'OTHER' }))
      .thenRejected('INVALID_INPUT', /title/);
    given(registered)
      .when(assign('2006-01-01', undefined, { title: 'Lead' }))
      .thenRejected('INVALID_INPUT', /title/);
  });

  it('must end after it begins, and lie within one service', () => {
    given(registered)
      .when(assign('2006-01-01', '2006-01-01'))
      .thenRejected('DATES_OUT_OF_ORDER', /end later/);
    given(registered)
      .when(assign('2005-10-02'))
      .thenRejected('DATES_OUT_OF_ORDER', /2005-10-03/);
    given(registered, moved)
      .when(assign('2006-01-01'))
      .thenRejected('DATES_OUT_OF_ORDER', /2006-03-01/);
    given(registered, moved).when(assign('2006-01-01', '2006-03-02')).thenRejected('DATES_OUT_OF_ORDER');
  });

  it('is refused after the officer left, and not for the time before', () => {
    given(registered, departed).when(assign('2006-03-01')).thenRejected('OFFICER_LEFT');
    given(registered, departed).when(assign('2006-01-01')).thenRejected('DATES_OUT_OF_ORDER');
    given(registered, departed).when(assign('2006-01-01', '2006-03-01')).then(assigned('2006-01-01', '2006-03-01'));
  });
});

describe('EndRole', () => {
  it('ends the role held on that day', () => {
    given(registered, assigned('2006-01-01')).when(end('2006-02-01')).then(ended('2006-01-01', '2006-02-01'));
    given(registered, assigned('2005-11-01', '2006-01-01'), assigned('2006-01-01'))
      .when(end('2005-12-01'))
      .then(ended('2005-11-01', '2005-12-01'));
  });

  it('withdraws a role that was to begin that day, so that the day is free again', () => {
    given(registered, assigned('2006-05-01')).when(end('2006-05-01')).then(ended('2006-05-01', '2006-05-01'));
    given(registered, assigned('2006-05-01'), ended('2006-05-01', '2006-05-01'))
      .when(assign('2006-05-01'))
      .then(assigned('2006-05-01'));
  });

  it('means the role that begins on the day, where another one ended then, and once it is withdrawn nothing', () => {
    const both = [assigned('2005-11-01', '2006-01-01'), assigned('2006-01-01')];
    given(registered, ...both)
      .when(end('2006-01-01'))
      .then(ended('2006-01-01', '2006-01-01'));
    given(registered, ...both, ended('2006-01-01', '2006-01-01'))
      .when(end('2006-01-01'))
      .then();
  });

  it('refuses a role that the officer does not hold on that day', () => {
    given(registered).when(end('2006-02-01')).thenRejected('ROLE_NOT_HELD');
    given(registered, assigned('2006-01-01')).when(end('2005-12-31')).thenRejected('ROLE_NOT_HELD');
    given(registered, assigned('2006-01-01', '2006-02-01')).when(end('2006-02-02')).thenRejected('ROLE_NOT_HELD');
  });

  it('needs a title for another role', () => {
    given(registered)
      .when({ type: 'EndRole', data: { role: 'OTHER', until: day('2006-02-01') } })
      .thenRejected('INVALID_INPUT');
  });
});

describe('TransferOfficer', () => {
  it('ends the roles with the former authority that day, also one that was to begin later', () => {
    const lead: OfficerEvent = {
      type: 'RoleAssigned',
      data: { role: 'HEALTH_AND_SAFETY_LEAD', authorityId: DUNDEE, since: day('2006-03-20') },
    };
    given(registered, assigned('2005-11-01', '2006-01-01'), assigned('2006-01-01'), lead)
      .when(transfer('2006-03-01'))
      .then(
        ended('2006-01-01', '2006-03-01'),
        {
          type: 'RoleEnded',
          data: { role: 'HEALTH_AND_SAFETY_LEAD', since: day('2006-03-20'), until: day('2006-03-20') },
        },
        moved,
      );
  });

  it('is refused for a day to come or up to the first day of service, and to where nobody can go', () => {
    given(registered).when(transfer('2006-03-22')).thenRejected('DATE_IN_FUTURE');
    given(registered).when(transfer('2005-10-03')).thenRejected('DATES_OUT_OF_ORDER');
    given(registered)
      .when(transfer('2006-03-01', { facts: { authority: { known: false, endedOn: undefined } } }))
      .thenRejected('AUTHORITY_UNKNOWN');
    given(registered)
      .when(transfer('2006-03-01', { facts: { authority: { known: true, endedOn: day('2006-03-01') } } }))
      .thenRejected('AUTHORITY_DISSOLVED');
    given(registered, departed).when(transfer('2006-03-10')).thenRejected('OFFICER_LEFT');
  });

  it('records nothing when the officer is there already', () => {
    given(registered, moved).when(transfer('2006-03-10')).then();
  });
});

describe('EndService', () => {
  it('ends every role that day', () => {
    given(registered, assigned('2006-01-01'))
      .when(leave('2006-03-01'))
      .then(ended('2006-01-01', '2006-03-01'), departed);
  });

  it('is refused for a day to come, up to the first day, and a second time on another day', () => {
    given(registered).when(leave('2006-03-22')).thenRejected('DATE_IN_FUTURE');
    given(registered).when(leave('2005-10-03')).thenRejected('DATES_OUT_OF_ORDER');
    given(registered, moved).when(leave('2006-03-01')).thenRejected('DATES_OUT_OF_ORDER');
    given(registered, departed).when(leave('2006-03-02')).thenRejected('OFFICER_LEFT');
    given(registered, departed).when(leave('2006-03-01')).then();
  });
});

describe('An officer who is not there', () => {
  it('cannot be changed', () => {
    given().when(leave('2006-03-01')).thenRejected('NOT_FOUND');
  });
});
