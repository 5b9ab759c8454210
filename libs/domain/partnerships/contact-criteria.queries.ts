import type { RowOf } from '#platform/projections';
import type { contactRuleTable, criteriaVersionTable } from './contact-criteria.tables.js';

export type { CriteriaTables } from './contact-criteria.tables.js';
export type CriteriaVersionRow = RowOf<(typeof criteriaVersionTable)['columns']>;
export type ContactRuleRow = RowOf<(typeof contactRuleTable)['columns']>;
