/** What scenarios put into plans. */

export const priority = {
  title: 'Fewer injuries from handling',
  themes: ['Worker involvement'],
  what: 'Assess the loads in every delivery yard.',
  why: 'Most days are lost through them.',
  owner: 'BOTH',
  measures: [{ name: 'Injuries', unit: 'per 100,000 workers', baseline: 300, target: 200, by: '2006-06-30' }],
  milestones: [{ title: 'Loads assessed', due: '2006-04-15' }],
  keyInformation: 'Ask for the results first.',
};

export const clause = { key: 'FATALITIES', category: 'FATALITY', text: 'All work-related fatalities.' };

export const figure = { priority: 1, measure: 1, value: 250, on: '2006-03-01', evidence: 'Return', source: 'RIDDOR' };
