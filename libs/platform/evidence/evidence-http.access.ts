import { HttpException } from '@nestjs/common';
import type { Caller } from '#platform/access';
import { answerTo, type Authentication } from '#platform/graphql';

/** How the routes of the evidence find out who asks. */
export const EVIDENCE_AUTHENTICATION = Symbol('evidence authentication');

/** @throws HttpException: 401 without a good token, 403 for whoever is no auditor */
export async function requireAuditor(authentication: Authentication, authorization?: string): Promise<Caller> {
  const caller = await authenticated(authentication, authorization);
  if (caller.party.kind === 'AUDITOR' && caller.roles.has('AUDITOR')) return caller;
  throw new HttpException('This is for auditors.', 403);
}

async function authenticated(authentication: Authentication, authorization?: string): Promise<Caller> {
  try {
    return await authentication.authenticate(authorization);
  } catch (fault) {
    const answer = answerTo(fault);
    if (answer) throw new HttpException(answer.message, answer.status, { cause: fault });
    throw fault;
  }
}
