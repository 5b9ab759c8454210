import { z } from 'zod';
import { line, prose } from '#platform/values';
import { parsePlainDate, type PlainDate } from '#platform/working-days';

/** What kind of incident a clause selects for investigation. */
export const INCIDENT_CATEGORIES = [
  'FATALITY',
  'INJURY',
  'MAJOR_INJURY_FROM',
  'DISEASE',
  'SERIOUS_BREACH',
  'PUBLIC_CONCERN',
  'PRECURSOR',
] as const;
export type IncidentCategory = (typeof INCIDENT_CATEGORIES)[number];

/** Categories of which a clause says nothing unless it lists the injuries, or the causes, that it means. */
const NEED_A_LIST: readonly IncidentCategory[] = ['INJURY', 'MAJOR_INJURY_FROM'];

export function needsList(category: IncidentCategory): boolean {
  return NEED_A_LIST.includes(category);
}

/** One clause of incident selection criteria. Its key stays the same in every version: decisions cite it. */
export const incidentClause = z
  .strictObject({
    key: z.string().regex(/^[A-Z][A-Z0-9_]{0,59}$/, 'must be capital letters, digits and underscores, at most 60'),
    category: z.enum(INCIDENT_CATEGORIES),
    text: prose(1000),
    /** The injuries of `INJURY`, the causes of `MAJOR_INJURY_FROM`; what else a clause names one by one. */
    listed: z.array(line(200)).max(50),
    exceptions: z.array(line(200)).max(20),
  })
  .superRefine(({ category, listed }, context) => {
    if (listed.length > 0 || !needsList(category)) return;
    const what = category === 'INJURY' ? 'injuries' : 'causes';
    context.addIssue({ code: 'custom', path: ['listed'], message: `must name the ${what} that the clause means` });
  });
export type IncidentClause = z.output<typeof incidentClause>;

/** The clauses of one version of criteria: at least one, each under a key of its own. */
export const incidentClauses = z
  .array(incidentClause)
  .min(1, 'must hold at least one clause')
  .max(40)
  .superRefine((clauses, context) => {
    for (const [index, { key }] of clauses.entries()) {
      if (clauses.findIndex((other) => other.key === key) === index) continue;
      context.addIssue({ code: 'custom', path: [index, 'key'], message: `must be used once; ${key} is used before` });
    }
  });

/** A version of the criteria that count where a plan has none of its own (HELA paper, paragraph 15). */
export interface IncidentCriteria {
  readonly version: number;
  readonly title: string;
  readonly inForceFrom: PlainDate;
  /** `YEAR`: the source names the year only, and `inForceFrom` is its first day. */
  readonly inForceFromIsExactTo: 'DAY' | 'YEAR';
  readonly source: string;
  /** False while clauses, or items of their lists, may be missing. */
  readonly isKnownToBeComplete: boolean;
  readonly clauses: readonly IncidentClause[];
}

/**
 * Every version, in order; each is in force until the next one is. Versions are only ever added. A revision of 1 October
 * 2010, between the two, is not held: its wording was not at hand.
 */
const INCIDENT_CRITERIA = [
  {
    version: 1,
    title: "The Health and Safety Commission's incident selection criteria, 2005",
    inForceFrom: parsePlainDate('2005-01-01'),
    inForceFromIsExactTo: 'YEAR',
    source: 'Health and Safety Commission, criteria for selecting incidents for investigation, 2005; advisory for LAs',
    isKnownToBeComplete: false,
    clauses: [
      {
        key: 'FATALITIES',
        category: 'FATALITY',
        text: 'All work-related fatalities.',
        listed: [],
        exceptions: ['suicide', 'death from natural causes'],
      },
      {
        key: 'INJURIES_REGARDLESS_OF_CAUSE',
        category: 'INJURY',
        text: 'Certain injuries, regardless of their cause.',
        listed: [
          'amputation of digits past the first joint',
          'amputation of hand, arm, foot or leg',
          'serious multiple fractures, other than of wrist or ankle',
          'crush injuries with organ damage',
          'head injuries with loss of consciousness',
          'burns and scalds over 10% of the body',
          'permanent blinding of one or both eyes',
          'any degree of scalping',
          'asphyxiation',
        ],
        exceptions: [],
      },
      {
        key: 'MAJOR_INJURIES_BY_CAUSE',
        category: 'MAJOR_INJURY_FROM',
        text: 'Major injuries, as RIDDOR defines them, from certain causes.',
        listed: ['workplace transport', 'electricity', 'falls from more than 2 metres', 'confined spaces'],
        exceptions: [],
      },
      {
        key: 'REPORTABLE_DISEASE',
        category: 'DISEASE',
        text: 'Reportable occupational disease.',
        listed: [],
        exceptions: ['circumstances that were investigated already'],
      },
      {
        key: 'SERIOUS_BREACH',
        category: 'SERIOUS_BREACH',
        text: 'A serious breach of health and safety law is likely.',
        listed: [],
        exceptions: [],
      },
    ],
  },
  {
    version: 2,
    title: 'Revised incident selection criteria, 2014',
    inForceFrom: parsePlainDate('2014-01-01'),
    inForceFromIsExactTo: 'YEAR',
    source: 'HSE, revised incident selection criteria 2014 (hse.gov.uk, incidselcrits)',
    isKnownToBeComplete: false,
    clauses: [
      {
        key: 'FATALITIES',
        category: 'FATALITY',
        text: 'All work-related accidents in which somebody dies, whether a worker or not, and other deaths from a preventable work-related cause where a serious breach is likely.',
        listed: [],
        exceptions: ['suicide', 'death from natural causes'],
      },
      {
        key: 'SPECIFIED_INJURIES',
        category: 'INJURY',
        text: 'Accidents with a specified injury (RIDDOR, regulation 4) to anybody, whether a worker or not, of certain kinds.',
        listed: [
          'serious multiple fractures, other than of wrist or ankle',
          'amputation, other than of a digit above the first joint',
          'permanent blinding of one or both eyes',
          'crush injuries with internal organ damage',
        ],
        exceptions: [],
      },
      {
        key: 'REPORTABLE_DISEASE',
        category: 'DISEASE',
        text: 'Notified cases of occupational disease.',
        listed: [],
        exceptions: ['circumstances that were investigated already'],
      },
      {
        key: 'SERIOUS_BREACH',
        category: 'SERIOUS_BREACH',
        text: 'A serious breach of health and safety law is likely.',
        listed: [],
        exceptions: [],
      },
      {
        key: 'PUBLIC_CONCERN',
        category: 'PUBLIC_CONCERN',
        text: 'The incident is liable to give rise to serious public concern, and enforcement by notice or prosecution is to be expected.',
        listed: [],
        exceptions: [],
      },
      {
        key: 'MAJOR_HAZARD_PRECURSORS',
        category: 'PRECURSOR',
        text: 'Events that could have led to a major accident, by the criteria of the division concerned.',
        listed: [],
        exceptions: [],
      },
    ],
  },
] as const satisfies readonly IncidentCriteria[];

/** The default criteria in force on a day; none before the first version. */
export function defaultCriteriaOn(day: PlainDate): IncidentCriteria | undefined {
  return INCIDENT_CRITERIA.findLast(({ inForceFrom }) => inForceFrom <= day);
}

export function findIncidentCriteria(version: number): IncidentCriteria | undefined {
  return INCIDENT_CRITERIA.find((criteria) => criteria.version === version);
}
