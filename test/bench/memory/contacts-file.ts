import { closeSync, openSync, writeSync } from 'node:fs';
import { addDays, parsePlainDate } from '#platform/working-days';

const HEADER =
  'source-system,source-reference,authority,organisation-registry,organisation-number,site-reference,topic,purpose,' +
  'urgency,exemption,made-on,channel,with-whom,summary,confidential,results,outcome-text';

const COUNCILS = ['S12000042', 'S12000041'];
const TOPICS = ['workplace transport', 'slips and trips', 'manual handling', 'falls from height'];
const DAYS = 1_500;
const ROWS_AT_ONCE = 5_000;

/** Past contacts of the synthetic record's councils with its organisation, as a council's system would hand them over. */
export function writeContacts(file: string, count: number): void {
  const output = openSync(file, 'w');
  try {
    writeSync(output, `${HEADER}\n`);
    for (let from = 0; from < count; from += ROWS_AT_ONCE) {
      const rows = Array.from({ length: Math.min(ROWS_AT_ONCE, count - from) }, (_, index) => row(from + index));
      writeSync(output, rows.join(''));
    }
  } finally {
    closeSync(output);
  }
}

function row(number: number): string {
  const council = COUNCILS[number % COUNCILS.length];
  const topic = TOPICS[number % TOPICS.length];
  const madeOn = addDays(parsePlainDate('2005-01-03'), number % DAYS);
  const summary = `"Visit ${number}: pedestrians and lorries share the gate of the delivery yard."`;
  return (
    `Case system,${number},${council},COMPANIES_HOUSE,00445790,,${topic},VISIT,ROUTINE,,${madeOn},VISIT,store manager,` +
    `${summary},no,VERBAL_ADVICE,A barrier by the end of the month.\n`
  );
}
