import { dateInWords, datesInWords } from '#platform/working-days';
import { findPrinciples, PRINCIPLE_KEYS } from '#domain/partnerships';
import {
  addressedPrinciple,
  chosenCriteria,
  measure,
  milestone,
  priority,
  variation,
  type AddressedPrinciple,
  type Measure,
  type PlanContent,
} from './plan.content.js';
import type { PlanChange } from './plan.difference.js';
import { fieldPhrase, figureInWords, quoted, wordFor, type FieldPhrase, type NameOf } from './plan.phrases.js';

/** What a change is told with: both contents that it lies between, and the names of what ids stand for. */
export interface Telling {
  readonly before: PlanContent;
  readonly after: PlanContent;
  readonly nameOf: NameOf;
}

/** "Priority 3: target moved from 30 June to 30 September 2006, because the survey came late." */
export function sentenceOf(change: PlanChange, telling: Telling): string {
  const said = phraseOf(change, telling);
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${because(change.reason)}.`;
}

function phraseOf(change: PlanChange, telling: Telling): string {
  const [part, number = '', ...rest] = change.path;
  switch (part) {
    case 'title':
      return fieldPhrase({ label: 'title', form: 'LINE' }, change, telling.nameOf);
    case 'summary':
      return fieldPhrase({ label: 'summary', form: 'PROSE' }, change, telling.nameOf);
    case 'principles':
      return principlePhrase(number, change);
    case 'priorities':
      return rest.length === 0
        ? wholePriority(number, change)
        : `priority ${number}: ${inPriority(rest, change, telling)}`;
    case 'incidentCriteria':
      return criteriaPhrase(change);
    case 'variations':
      return variationPhrase(number, rest, change, telling);
    default:
      return `${change.path.join(' ')} changed`;
  }
}

function principlePhrase(key: string, { from, to }: PlanChange): string {
  const [before, after] = [addressedPrinciple.safeParse(from).data, addressedPrinciple.safeParse(to).data];
  const name = `core principle ${quoted(principleTitle(key, after ?? before))}`;
  if (!after) return `${name} is no longer addressed`;
  if (after.position === 'ANSWERED')
    return `${name}: ${before?.position === 'ANSWERED' ? 'answer changed' : 'answered in the plan’s own way'}`;
  if (before?.position === 'AFFIRMED') return `${name}: affirmed in version ${after.version} of the list`;
  return `${name}: affirmed`;
}

function principleTitle(key: string, addressed: AddressedPrinciple | undefined): string {
  const known = PRINCIPLE_KEYS.find((each) => each === key);
  const list = addressed && findPrinciples(addressed.version);
  return list?.principles.find((each) => each.key === known)?.title ?? key;
}

function wholePriority(number: string, { kind, from, to }: PlanChange): string {
  const told = priority.safeParse(kind === 'REMOVED' ? from : to).data;
  const name = `priority ${number}${told ? ` (${told.title})` : ''}`;
  if (kind === 'REMOVED') return `${name} was removed`;
  return `${name} was added${told?.proposedBy === 'ORGANISATION' ? ', the organisation’s own proposal' : ''}`;
}

const PRIORITY_FIELDS: Readonly<Record<string, FieldPhrase>> = {
  title: { label: 'title', form: 'LINE' },
  themes: { label: 'themes', form: 'LIST' },
  what: { label: 'what is to be done', form: 'PROSE' },
  why: { label: 'why', form: 'PROSE' },
  owner: { label: 'owner', form: 'WORD' },
  proposedBy: { label: 'side that proposed it', form: 'WORD' },
  from: { label: 'start', form: 'DAY' },
  until: { label: 'end', form: 'DAY' },
  keyInformation: { label: 'key information', form: 'PROSE' },
};

const CONCERNS: Readonly<Record<string, FieldPhrase>> = {
  authorities: { label: 'authorities concerned', form: 'LIST' },
  regions: { label: 'regions concerned', form: 'LIST' },
  siteIds: { label: 'sites concerned', form: 'LIST' },
  sectors: { label: 'sectors concerned', form: 'LIST' },
  topics: { label: 'topics concerned', form: 'LIST' },
};

function inPriority(path: readonly string[], change: PlanChange, telling: Telling): string {
  const [field = '', number = '', ...rest] = path;
  switch (field) {
    case 'measures':
      return rest.length === 0 ? wholeMeasure(change) : measurePhrase(number, rest, change, telling);
    case 'milestones':
      return milestonePhrase(number, rest, change, telling);
    case 'concerns':
      return knownField(CONCERNS, number, change, telling);
    default:
      return knownField(PRIORITY_FIELDS, field, change, telling);
  }
}

function wholeMeasure({ kind, from, to }: PlanChange): string {
  const told = measure.safeParse(kind === 'REMOVED' ? from : to).data;
  if (!told) return 'measure changed';
  if (kind === 'REMOVED') return `measure ${quoted(told.name)} removed`;
  const course = told.baseline === undefined ? 'to' : `from ${figureInWords(told.baseline)} to`;
  return `measure ${quoted(told.name)} added: ${course} ${figureInWords(told.target)} ${told.unit} by ${dateInWords(told.by)}`;
}

function measurePhrase(number: string, [field = '']: readonly string[], change: PlanChange, telling: Telling): string {
  const measures = measuresOf(telling.after, change) ?? measuresOf(telling.before, change) ?? [];
  const told = measures.find((each) => each.number === Number(number));
  // Where there is one measure, its target is the priority's.
  const whose = measures.length > 1 && told ? ` for ${quoted(told.name)}` : '';
  const unit = told && (field === 'target' || field === 'baseline') ? ` ${told.unit}` : '';
  const fields: Readonly<Record<string, FieldPhrase>> = {
    name: { label: `name of measure ${number}`, form: 'LINE' },
    unit: { label: `unit${whose}`, form: 'LINE' },
    baseline: { label: `baseline${whose}`, form: 'FIGURE' },
    target: { label: `target${whose}`, form: 'FIGURE' },
    by: { label: `target${whose}`, form: 'DAY' },
  };
  return `${knownField(fields, field, change, telling)}${unit}`;
}

function measuresOf(content: PlanContent, { path }: PlanChange): readonly Measure[] | undefined {
  return content.priorities.find(({ number }) => number === Number(path[1]))?.measures;
}

function milestonePhrase(number: string, [field]: readonly string[], change: PlanChange, telling: Telling): string {
  const { kind, from, to } = change;
  if (field === undefined) {
    const told = milestone.safeParse(kind === 'REMOVED' ? from : to).data;
    if (!told) return `milestone ${number} changed`;
    return `milestone ${quoted(told.title)} ${kind === 'REMOVED' ? 'removed' : `added, due ${dateInWords(told.due)}`}`;
  }
  const { priorities } = telling.after;
  const told = priorities
    .find((each) => String(each.number) === change.path[1])
    ?.milestones.find((each) => String(each.number) === number);
  const name = `milestone ${told ? quoted(told.title) : number}`;
  if (field === 'due') return fieldPhrase({ label: name, form: 'DAY' }, change, telling.nameOf);
  return fieldPhrase({ label: `title of milestone ${number}`, form: 'LINE' }, change, telling.nameOf);
}

function criteriaPhrase({ kind, path, from, to }: PlanChange): string {
  const clause = path.at(-1) ?? '';
  if (path.length > 1) {
    const what = { ADDED: 'was added', REMOVED: 'was removed', CHANGED: 'changed' }[kind];
    return `incident selection criteria: clause ${clause} ${what}`;
  }
  const [before, after] = [chosenCriteria.safeParse(from).data, chosenCriteria.safeParse(to).data];
  if (after?.kind === 'OWN')
    return `the plan has incident selection criteria of its own now, with ${after.clauses.length} ${after.clauses.length === 1 ? 'clause' : 'clauses'}`;
  return before
    ? 'the default incident selection criteria count again'
    : 'the default incident selection criteria count';
}

const VARIATION_FIELDS: Readonly<Record<string, FieldPhrase>> = {
  authorityId: { label: 'authority', form: 'LINE' },
  what: { label: 'what is different', form: 'PROSE' },
  why: { label: 'why', form: 'PROSE' },
  from: { label: 'start', form: 'DAY' },
  until: { label: 'end', form: 'DAY' },
  origin: { label: 'whose wish it is', form: 'WORD' },
  localConcernId: { label: 'local concern that it answers', form: 'PROSE' },
};

function variationPhrase(number: string, [field]: readonly string[], change: PlanChange, telling: Telling): string {
  if (field !== undefined) return `local variation ${number}: ${knownField(VARIATION_FIELDS, field, change, telling)}`;
  const told = variation.safeParse(change.kind === 'REMOVED' ? change.from : change.to).data;
  if (!told) return `local variation ${number} changed`;
  const who = telling.nameOf(told.authorityId);
  if (change.kind === 'REMOVED') return `local variation ${number} (${who}) was removed`;
  const wish = told.origin === 'ELECTED_MEMBER' ? `, the local concern of ${wordFor(told.origin)}` : '';
  return `local variation ${number} was added: ${who}, ${datesInWords(told.from, told.until)}${wish}`;
}

function knownField(
  fields: Readonly<Record<string, FieldPhrase>>,
  name: string,
  change: PlanChange,
  { nameOf }: Telling,
): string {
  return fieldPhrase(fields[name] ?? { label: name, form: 'PROSE' }, change, nameOf);
}

/** Words with which people begin a sentence and which are no names: small within one. */
const SMALL_WITHIN = /^(A|An|All|As|At|Both|For|He|In|It|Its|No|On|One|Our|She|That|The|Their|There|They|This|We)\b/;

function because(reason: string | undefined): string {
  if (reason === undefined) return '';
  const clause = reason
    .replace(/\.$/, '')
    .replace(/^because /i, '')
    .replace(SMALL_WITHIN, (word) => word.toLowerCase());
  return `, because ${clause}`;
}
