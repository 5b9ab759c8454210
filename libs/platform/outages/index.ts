export { OutageLog, type OutageReports, type OutageTimes, type OutageWords } from './outage-log.js';
