import { ofKind, type AptValues, type Input } from './apt-values.js';

const REGIONAL = ['region'];

export const communicationsApt: AptValues = {
  texts: {
    'MessageWordingInput.body': [
      '# For all\n\nAsk the *account manager* first.',
      'Words.',
      '<script>alert(1)</script>',
    ],
    speakingNote: ['Say **why** it helps.', 'Thank them.'],
    'MessageAttachmentInput.digest': [`sha256:${'0123456789abcdef'.repeat(4)}`],
    mediaType: ['application/pdf', 'text/csv'],
    'MessageChannelInput.address': ['https://www.hse.gov.uk/lopp'],
  },
  numbers: {
    need: [1, 3],
    period: [1, 3],
    channel: [1, 2],
    comment: [1, 3],
    followUp: [1, 2],
    received: [0, 50],
    count: [1, 5],
  },
  days: {
    'CommunicationsPlanDraftInput.until': 'FUTURE',
    'CommunicationsPlanAmendInput.until': 'FUTURE',
    'CommunicationsPlanAddMilestoneInput.on': 'FUTURE',
    'IssueWindowInput.from': 'PAST',
    'IssueWindowInput.until': 'FUTURE',
    embargoUntil: 'PAST',
  },
  kinds: { calendarId: 'programme-calendar', riskId: 'programme-risk' },
  held: ['digest', 'version'],
  fitted: {
    AudienceInput: ofKind(
      {
        ...{ SENIOR_MANAGERS: REGIONAL, ELECTED_MEMBERS: REGIONAL, PRACTITIONERS: REGIONAL, TRADE_UNIONS: REGIONAL },
        ...{ PROFESSIONAL_BODIES: REGIONAL, LOCAL_AUTHORITIES: REGIONAL, HSE_SECTOR: ['sector'] },
      },
      'segment',
    ),
    MessageChannelInput: ofKind(
      {
        REGIONAL_MEETING: ['region', 'speaker', 'on', 'speakingNote'],
        NEWSLETTER: ['newsletter'],
        EXTRANET: ['site'],
        WEB: ['address'],
        LETTER: ['addressees'],
        EMAIL: ['recipientListIds'],
        WEBHOOK: ['recipientListIds'],
      },
      'channel',
    ),
    MessageContentInput: onItsOwn,
  },
};

/** Most messages correct no other, name no organisation and keep clear of programmes. */
function onItsOwn({ earlierMessage: _, programmePeriods: __, organisationIds, ...content }: Input): Input {
  return String(content['title']).length % 3 === 0 ? { ...content, organisationIds } : content;
}
