import type { Caller } from './caller.js';
import { comparisonsOf, type Comparison, type Scalar } from './conditions.js';
import { buildAbility, type Ability, type PolicyContribution, type Standing } from './policy.js';

/** A caller who stands for many, with the name that heads its column. */
export interface SampleCaller {
  readonly name: string;
  readonly caller: Caller;
}

/** Every list the policy asks for holds one entry: the list's own name, so that a rule can be read back in words. */
const NAMED_STANDING: Standing = { ids: (name) => [`‹${name}›`] };

/**
 * The policy as Markdown: one table per subject, one row per action, one column per sample caller. A cell says
 * `yes`, `no`, or under which conditions. Samples get every list of their standing under the list's name: a cell
 * shows what such a caller may do to the objects in that list.
 */
export function renderPolicyMatrix(
  contributions: readonly PolicyContribution[],
  samples: readonly SampleCaller[],
): string {
  const columns = samples.map(({ name, caller }) => ({
    name,
    caller,
    ability: buildAbility(contributions, caller, NAMED_STANDING),
  }));
  const actionsOf = actionsBySubject(columns.map(({ ability }) => ability));
  const sections = [...actionsOf].map(([subject, actions]) => {
    const rows = [...actions].sort(readFirst).map((action) => {
      const cells = columns.map(({ ability, caller }) => cell(ability, action, subject, caller));
      return row([action, ...cells]);
    });
    const header = [row(['', ...columns.map(({ name }) => name)]), row(['---', ...columns.map(() => '---')])];
    return [`### ${subject}`, '', ...header, ...rows].join('\n');
  });
  return `${sections.join('\n\n')}\n`;
}

function actionsBySubject(abilities: readonly Ability[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const rule of abilities.flatMap((ability) => ability.rules)) {
    for (const subject of [rule.subject ?? 'all'].flat()) {
      const actions = found.get(String(subject)) ?? new Set<string>();
      for (const action of [rule.action].flat()) actions.add(action);
      found.set(String(subject), actions);
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function readFirst(a: string, b: string): number {
  if (a === 'read' || b === 'read') return a === b ? 0 : a === 'read' ? -1 : 1;
  return a < b ? -1 : 1;
}

function cell(ability: Ability, action: string, subject: string, caller: Caller): string {
  const alternatives = new Set<string>();
  for (const rule of ability.rulesFor(action, subject)) {
    const comparisons = comparisonsOf(rule.conditions ?? {});
    if (comparisons.length === 0) return 'yes';
    alternatives.add(comparisons.map((comparison) => inWords(comparison, caller)).join(' and '));
  }
  return alternatives.size === 0 ? 'no' : `if ${[...alternatives].sort().join('; or ')}`;
}

function inWords(comparison: Comparison, caller: Caller): string {
  const { attribute } = comparison;
  switch (comparison.operator) {
    case 'eq':
      return `${attribute} is ${valueInWords(comparison.value, caller)}`;
    case 'ne':
      return `${attribute} is not ${valueInWords(comparison.value, caller)}`;
    case 'in':
      return `${attribute} is ${comparison.values.map((value) => valueInWords(value, caller)).join(' or ')}`;
  }
}

function valueInWords(value: Scalar, caller: Caller): string {
  if (value === null) return 'empty';
  if (value === caller.party.id) return 'the own party';
  if (value === caller.officerId) return 'the own officer';
  const list = typeof value === 'string' ? /^‹(.+)›$/.exec(value)?.[1] : undefined;
  return list === undefined ? String(value) : `among ${list}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}
