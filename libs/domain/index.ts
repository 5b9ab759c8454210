import type { DomainContext } from '#platform/contexts';
import { imports } from '#platform/imports';
import { operations } from '#platform/operations';
import { contacts } from './contacts/index.js';
import { enquiries } from './enquiries/index.js';
import { organisations } from './organisations/index.js';
import { partnerships } from './partnerships/index.js';
import { regulators } from './regulators/index.js';

/** Every context of the service. A new context is added here, and nowhere else outside its folder. */
export const contexts: readonly DomainContext[] = [
  imports,
  operations,
  contacts,
  enquiries,
  organisations,
  partnerships,
  regulators,
];
