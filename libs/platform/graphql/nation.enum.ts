import type { Nation } from '#platform/working-days';

/** ISO codes hold a hyphen, which GraphQL names may not. */
export const NATION_VALUES: Readonly<Record<string, Nation>> = {
  ENGLAND: 'GB-ENG',
  SCOTLAND: 'GB-SCT',
  WALES: 'GB-WLS',
  NORTHERN_IRELAND: 'GB-NIR',
};
