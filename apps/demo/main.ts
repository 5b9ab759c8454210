import '../../libs/platform/service/node-version.guard.js';

const { runDemonstration } = await import('./run.js');
await runDemonstration(process.env, process.argv.slice(2));
