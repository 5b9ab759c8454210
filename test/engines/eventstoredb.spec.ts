import { describeChosenScenarios } from './chosen-scenarios.js';

await describeChosenScenarios('eventstoredb');
