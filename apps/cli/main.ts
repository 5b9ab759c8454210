#!/usr/bin/env node
import '../../libs/platform/service/node-version.guard.js';

const { run } = await import('./program.js');
process.exitCode = await run(process.argv, process.env);
