import type { Session } from '#platform/sessions';
import { findSites } from '#domain/organisations';
import { findAuthorities } from '#domain/regulators';
import type { PlanContent } from './plan.content.js';
import type { PlanChange } from './plan.difference.js';
import type { NameOf } from './plan.phrases.js';
import { sentenceOf } from './plan.sentences.js';

/** A change as the API tells it: values as JSON, and the sentence for people. */
export interface ToldChange extends Pick<PlanChange, 'kind' | 'path' | 'reason'> {
  readonly from: string | null;
  readonly to: string | null;
  readonly sentence: string;
}

/** Tells changes with the names of those whom they concern, as far as the caller may know of them. */
export async function tellChanges(
  session: Session,
  changes: readonly PlanChange[],
  [before, after]: readonly [PlanContent, PlanContent],
): Promise<readonly ToldChange[]> {
  const nameOf = await namesIn(session, changes);
  return changes.map((change) => ({
    kind: change.kind,
    path: change.path,
    reason: change.reason,
    from: asJson(change.from),
    to: asJson(change.to),
    sentence: sentenceOf(change, { before, after, nameOf }),
  }));
}

const IDS = /(?:authority|site)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

async function namesIn(session: Session, changes: readonly PlanChange[]): Promise<NameOf> {
  const ids = [...new Set(JSON.stringify(changes).match(IDS) ?? [])];
  const [authorities, sites] = [
    ids.filter((id) => id.startsWith('authority-')),
    ids.filter((id) => id.startsWith('site-')),
  ];
  const names = new Map<string, { readonly name: string }>([
    ...(authorities.length > 0 ? await findAuthorities(session, authorities) : []),
    ...(sites.length > 0 ? await findSites(session, sites) : []),
  ]);
  return (id) => names.get(id)?.name ?? id;
}

function asJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
