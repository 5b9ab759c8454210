/**
 * The core principles that every partnership is built around; its own priorities come on top (HELA paper, Annex 3:
 * "articulate consistent core principles of LOPP"). A change of the wording is a new version: what a side affirmed
 * stays as it was.
 */
export const PRINCIPLE_KEYS = [
  'PRECEDENCE_OVER_LOCAL_INITIATIVES',
  'SINGLE_POINT_OF_CONTACT',
  'CONSISTENCY',
  'WORKER_INVOLVEMENT',
  'CONTINUITY',
  'OPENNESS',
] as const;
type PrincipleKey = (typeof PRINCIPLE_KEYS)[number];

export interface Principle {
  readonly key: PrincipleKey;
  readonly title: string;
  readonly text: string;
}

export interface CorePrinciples {
  readonly version: number;
  readonly principles: readonly Principle[];
}

/** Every version, in order; the last one is current. Versions are only ever added. */
const CORE_PRINCIPLES = [
  {
    version: 1,
    principles: [
      {
        key: 'PRECEDENCE_OVER_LOCAL_INITIATIVES',
        title: 'The partnership comes before local initiatives',
        text: 'What the partnership has agreed takes precedence over local initiatives. Where local needs call for something else, the account manager is asked first.',
      },
      {
        key: 'SINGLE_POINT_OF_CONTACT',
        title: 'One point of contact',
        text: 'The account manager is the national focal point and the gateway for contacts about health and safety performance.',
      },
      {
        key: 'CONSISTENCY',
        title: 'Consistent regulators',
        text: 'HSE and local authorities coordinate their interventions and regulatory practice, and leave room for flexibility at a local level.',
      },
      {
        key: 'WORKER_INVOLVEMENT',
        title: 'Workers are involved',
        text: 'Workers and their representatives take part in setting objectives and see the progress made.',
      },
      {
        key: 'CONTINUITY',
        title: 'Relationships continue when people change',
        text: 'Whoever leaves a post hands over what is known and what is open; the posts that matter are not left unattended.',
      },
      {
        key: 'OPENNESS',
        title: 'Openness on both sides',
        text: 'Both sides say what they want to achieve, share what the other needs to know and keep lines of communication open from the start.',
      },
    ],
  },
] as const satisfies readonly CorePrinciples[];

export const CURRENT_PRINCIPLES: CorePrinciples = CORE_PRINCIPLES[CORE_PRINCIPLES.length - 1] ?? CORE_PRINCIPLES[0];

export function findPrinciples(version: number): CorePrinciples | undefined {
  return CORE_PRINCIPLES.find((principles) => principles.version === version);
}

/** True when this version says that the partnership comes before local initiatives. */
export function givesPrecedence(version: number | undefined): boolean {
  const principles = version === undefined ? undefined : findPrinciples(version);
  return principles?.principles.some(({ key }) => key === 'PRECEDENCE_OVER_LOCAL_INITIATIVES') ?? false;
}
