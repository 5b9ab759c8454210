import { createHmac, type KeyObject } from 'node:crypto';
import { canonicalText } from '#platform/values';
import type { CommandRequest } from './command-request.js';

/**
 * Tells a repeated command from a reused idempotency key: the same for the same person of the same party sending the
 * same command. Keyed, so that it does not confirm a guess at what a person typed.
 */
export function fingerprintOf(request: CommandRequest, key: KeyObject): string {
  const { stream, type, input, effectiveAt, expectedRevision, caller } = request;
  const { subject, party } = caller;
  const content = canonicalText({ stream, type, input, effectiveAt, expectedRevision, subject, party });
  return createHmac('sha256', key).update(content).digest('base64url');
}
