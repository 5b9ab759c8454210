import { CheckedLog } from './checked-log.js';
import type { History } from './history.js';
import { Knowledge } from './knowledge.js';
import { checkAppends } from './rules/append.rules.js';
import { checkLog } from './rules/log.rules.js';
import { checkRead } from './rules/read.rules.js';
import { checkSubscription } from './rules/subscription.rules.js';
import type { Report, Violation } from './violation.js';

export interface CheckOptions {
  /** As the engine declares it. */
  readonly contiguousPositions: boolean;
  /**
   * Whether of those who send the same append exactly one is told that it was written now. A log like EventStoreDB gives all
   * of them the same answer; and an engine that lost an answer, and finds the events in the log, does not know who wrote
   * them. Default true.
   */
  readonly saysWhoWrote?: boolean;
}

/**
 * Decides whether a log that clients used at the same time kept its promises: whether there is one order of all
 * appends, the one in the log, in which every answer that anybody got was right at some moment between the question
 * and the answer.
 *
 * @returns what is wrong; empty when nothing is
 */
export function checkHistory(history: History, options: CheckOptions): readonly Violation[] {
  const violations: Violation[] = [];
  const report: Report = (rule, detail) => void violations.push({ rule, detail });
  const log = new CheckedLog(history);
  const { operations } = history;
  const knowledge = new Knowledge(log, operations);
  const appends = operations.filter((operation) => operation.kind === 'append');
  checkLog(log, appends, options, report);
  checkAppends({ log, knowledge, appends, saysWhoWrote: options.saysWhoWrote ?? true, report });
  for (const operation of operations) {
    if (operation.kind === 'subscribe') checkSubscription(operation, log, report);
    else checkRead(operation, { log, knowledge, report });
  }
  return violations;
}
