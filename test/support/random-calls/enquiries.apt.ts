import { ofKind, type AptValues, type Input } from './apt-values.js';

export const enquiriesApt: AptValues = {
  fitted: {
    EnquiryRouteInput: ofKind({ OFFICER: ['officerId', 'authorityId'], AUTHORITY: ['authorityId'] }),
    EnquiryAnswerInput: withOneAnswer,
  },
};

/** An answer of one's own, or a standard answer. */
function withOneAnswer({ standardAnswerId, text, ...input }: Input): Input {
  return String(text).length % 2 === 0 ? { ...input, text } : { ...input, standardAnswerId };
}
