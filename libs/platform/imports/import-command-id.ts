import type { Caller } from '#platform/access';
import { canonicalText, deriveUuid } from '#platform/values';
import type { ImportCommand } from './import-definition.js';

/**
 * The id of a row's command: the same whenever the same caller imports the same row, so that it has one effect
 * however often it is sent. The caller is part of it because a command id belongs to whom it came from.
 */
export function importCommandId(name: string, { party, subject }: Caller, command: ImportCommand): string {
  const { id, about = id, commandType, input, effectiveAt } = command;
  const content = canonicalText({ commandType, input, effectiveAt });
  return deriveUuid('import', name, party.kind, party.id, subject, about, content);
}
