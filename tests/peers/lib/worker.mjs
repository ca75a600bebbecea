// A worker process: runs the projects that it is sent, one at a time.

import {runProject} from './run.mjs';

process.on('message', async ({number, project, settings}) => {
  const start = performance.now();
  try {
    const result = await runProject(project, settings);
    process.send({number, ...result, milliseconds: performance.now() - start});
  } catch (error) {
    process.send({number, failures: [`the harness failed: ${error.stack}`], milliseconds: performance.now() - start});
  }
});
process.on('disconnect', () => process.exit(0));
