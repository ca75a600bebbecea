// A Vite plugin: glot works beside the dev server, and what it builds is replaced in the running page.
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

// Stands at the end of each module of @lit/localize's texts. The runtime holds on to the object that it got first, so that
// one gets the new texts; then the components that show texts are told, as they are of a change of the locale.
const takeOver = `
if (import.meta.hot) {
  const shown = (import.meta.hot.data.shown ??= templates);
  if (shown !== templates) {
    for (const id of Object.keys(shown)) delete shown[id];
    Object.assign(shown, templates);
    window.dispatchEvent(new CustomEvent('lit-localize-status', {detail: {status: 'ready', readyLocale: __LOCALE__}}));
  }
  import.meta.hot.accept();
}`;

// `program`: where glot is; `root`: where its configuration lies, unless in Vite's root.
export default function glot({program = 'glot', root} = {}) {
  let config;
  const tell = (server, line) => {
    const said = JSON.parse(line);
    if (said.event !== 'run') config.logger.warn(`${said.path}:${said.line}: ${said.severity}: ${said.message} [${said.kind}]`);
    else if (said.written.length) config.logger.info(`glot: ${said.written.join(' ')} written in ${said.milliseconds} ms`);
    // Vite's own watcher misses folders that come to be while it starts, now and then.
    for (const path of said.written ?? []) server.watcher.emit('change', join(config.glotRoot, path));
  };
  return {
    name: 'glot',
    configResolved: (resolved) => (config = {...resolved, glotRoot: root ?? resolved.root}),
    buildStart() {
      if (config.command === 'build' && spawnSync(program, ['build'], {cwd: config.glotRoot, stdio: 'inherit'}).status !== 0) this.error('glot build failed');
    },
    async configureServer(server) {
      const child = spawn(program, ['dev', '--format', 'json'], {cwd: config.glotRoot, stdio: ['ignore', 'pipe', 'inherit']});
      const lines = createInterface({input: child.stdout}).on('line', (line) => tell(server, line));
      server.httpServer?.once('close', () => child.kill());
      await Promise.race([once(lines, 'line'), once(child, 'exit')]); // the first run makes the modules that the page imports
    },
    transform: (code, id) => (config.command === 'serve' && /^ *export const templates = /m.test(code) ? {code: code + takeOver.replace('__LOCALE__', JSON.stringify(/([^/]+)\.[jt]s/.exec(id)[1])), map: null} : undefined),
  };
}
