// Worker processes, because the peer needs a current folder of its own and there is one to a process.

import {fork} from 'node:child_process';
import * as path from 'node:path';
import {fileURLToPath} from 'node:url';

const WORKER = path.join(path.dirname(fileURLToPath(import.meta.url)), 'worker.mjs');

export class Pool {
  #waiting = [];
  #idle = [];
  #pending = new Map();
  #count = 0;

  constructor(jobs, settings) {
    this.settings = settings;
    this.workers = Array.from({length: jobs}, (_, i) => this.#start(i));
  }

  #start(i) {
    // The collation that sorts messages depends on the locale of the process.
    const env = {...process.env, LC_ALL: 'C.UTF-8'};
    const worker = fork(WORKER, {serialization: 'advanced', env});
    worker.settings = {...this.settings, base: path.join(this.settings.base, `worker${i}`)};
    worker.on('message', (result) => this.#finish(worker, result));
    worker.on('exit', (code) => code !== 0 && this.#giveUp(code));
    this.#idle.push(worker);
    return worker;
  }

  run(project) {
    return new Promise((resolve) => {
      this.#waiting.push({number: this.#count++, project, resolve});
      this.#next();
    });
  }

  #next() {
    while (this.#idle.length > 0 && this.#waiting.length > 0) {
      const worker = this.#idle.pop();
      const {number, project, resolve} = this.#waiting.shift();
      this.#pending.set(number, resolve);
      worker.send({number, project, settings: worker.settings});
    }
  }

  #finish(worker, {number, ...result}) {
    const resolve = this.#pending.get(number);
    this.#pending.delete(number);
    this.#idle.push(worker);
    resolve(result);
    this.#next();
  }

  // A worker that died would be waited for in vain.
  #giveUp(code) {
    console.error(`a worker process ended with ${code}`);
    process.exit(2);
  }

  close() {
    for (const worker of this.workers) worker.disconnect();
  }
}
