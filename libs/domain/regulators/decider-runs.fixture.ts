export { runCommands } from '../../platform/event-sourcing/decider-runs.fixture.js';
