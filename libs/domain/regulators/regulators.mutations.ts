import { defineMutations } from '#platform/graphql';
import { assistanceEntryAggregate } from './assistance-entry.aggregate.js';
import { assistanceEntryById } from './assistance.queries.js';
import { authorityAggregate } from './authority.aggregate.js';
import { authorityIdOf, identifyingCode } from './authority-code.js';
import { authorityById } from './authority.queries.js';
import { officerAggregate } from './officer.aggregate.js';
import { officerById } from './officer.queries.js';

export const authorityMutations = defineMutations(authorityAggregate, {
  idField: 'authorityId',
  idOf: (command) => {
    const code = identifyingCode(command);
    return code === undefined ? undefined : authorityIdOf(code);
  },
  payload: 'AuthorityPayload',
  objectField: 'authority',
  batch: authorityById,
  mutations: {
    authorityRegister: 'RegisterAuthority',
    authorityRename: 'RenameAuthority',
    authorityAmend: 'AmendAuthority',
    authorityAssignGssCode: 'AssignGssCode',
    authorityDissolve: 'DissolveAuthority',
    authorityCorrectDissolution: 'CorrectDissolution',
    authorityWithdrawDissolution: 'WithdrawDissolution',
  },
  internal: ['RecordAuthority'],
});

export const officerMutations = defineMutations(officerAggregate, {
  idField: 'officerId',
  payload: 'OfficerPayload',
  objectField: 'officer',
  batch: officerById,
  mutations: {
    officerRegister: 'RegisterOfficer',
    officerAmend: 'AmendOfficer',
    officerAssignRole: 'AssignRole',
    officerEndRole: 'EndRole',
    officerTransfer: 'TransferOfficer',
    officerEndService: 'EndService',
  },
});

export const assistanceEntryMutations = defineMutations(assistanceEntryAggregate, {
  idField: 'assistanceEntryId',
  payload: 'AssistanceEntryPayload',
  objectField: 'assistanceEntry',
  batch: assistanceEntryById,
  mutations: {
    assistanceEntryList: 'ListAssistance',
    assistanceEntryAmend: 'AmendAssistance',
    assistanceEntryWithdraw: 'WithdrawAssistance',
  },
});
