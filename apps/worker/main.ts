import '../../libs/platform/service/node-version.guard.js';

const { run } = await import('./run.js');
await run(process.env);
