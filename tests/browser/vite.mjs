#!/usr/bin/env node
// samples/vite in a real browser: the dev server runs with its plugin, a translator saves a catalog, and the page that is open
// shows the new text, without being loaded anew. Chromium is driven through ChromeDriver's own protocol.
// $GLOT is the program. The last line is `N passed, N failed`.
import {spawn} from 'node:child_process';
import {cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {delimiter, dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {conclude, glot, scratch, settleEqual, tally} from '../suite.mjs';
import {isThere, start} from './driver.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const work = scratch('vite'), shop = join(work, 'shop');
const limit = 30_000; // of each step

function makeProject() {
  cpSync(join(here, '../../samples/vite'), shop, {recursive: true, filter: (path) => !/node_modules|generated/.test(path)});
  mkdirSync(join(shop, 'node_modules')); // Vite keeps its own files there
  const installed = join(here, '../runtimes/node_modules');
  for (const name of readdirSync(installed)) if (!name.startsWith('.')) symlinkSync(join(installed, name), join(shop, 'node_modules', name));
  // Vite's own watcher misses folders that come to be while it starts, now and then; here it always does.
  const config = join(shop, 'vite.config.js'), text = readFileSync(config, 'utf8');
  writeFileSync(config, text.replace('{plugins', "{server: {watch: {ignored: ['**/generated/**']}}, plugins"));
  mkdirSync(join(work, 'bin'));
  writeFileSync(join(work, 'bin/glot'), `#!/bin/sh\necho $$ >'${work}/glot.pid'\nexec '${glot}' "$@"\n`, {mode: 0o755});
}

// The sample's own dev server, and its address.
async function serve() {
  const env = {...process.env, PATH: join(work, 'bin') + delimiter + process.env.PATH, NO_COLOR: '1', FORCE_COLOR: '0'};
  const args = [join(shop, 'node_modules/vite/bin/vite.js'), '--host', '127.0.0.1', '--port', String(20000 + process.pid % 20000), '--clearScreen', 'false'];
  const server = spawn(process.execPath, args, {cwd: shop, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true});
  let said = '';
  const url = await new Promise((done, fail) => {
    for (const stream of [server.stdout, server.stderr])
      stream.on('data', (bytes) => {
        said += bytes;
        const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
        if (found) done(found[0]);
      });
    server.on('exit', () => fail(new Error(`vite ended: ${said}`)));
  });
  return {server, url, said: () => said};
}

function translate(locale, from, to) {
  const path = join(shop, `xliff/${locale}.xlf`), text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  writeFileSync(path, text.replace(from, to));
}

const heading = `return document.querySelector('shop-sign')?.shadowRoot?.querySelector('h1')?.textContent ?? ''`;
const guests = `return document.querySelector('shop-sign').shadowRoot.querySelector('p').textContent`;

// Asks until the answer is the wanted one, or for too long.
async function ask(question, wanted) {
  for (const start = performance.now(); ; await new Promise((done) => setTimeout(done, 20))) {
    const got = await question();
    if (got === wanted || performance.now() > start + limit) return got;
  }
}
const shows = ({run}, wanted, script = heading) => ask(() => run(script).catch(() => ''), wanted);
const isBuilt = (locale, text) => ask(() => readFileSync(join(shop, `src/generated/locales/${locale}.ts`), 'utf8').includes(text), true);
const choose = (locale) => `const select = document.querySelector('shop-sign').shadowRoot.querySelector('select'); select.value = '${locale}'; select.dispatchEvent(new Event('change'))`;

async function drive(browser, url) {
  const {session, run} = browser;
  await session('POST', '/url', {url: `${url}?locale=de`});
  settleEqual('the page is shown in German', await shows(browser, 'Willkommen im Laden an der Ecke'), 'Willkommen im Laden an der Ecke');
  await run(`window.marker = 'still here'; document.querySelector('shop-sign').shadowRoot.querySelector('button').click()`);
  settleEqual('it has a state', await shows(browser, 'Gäste heute: 1', guests), 'Gäste heute: 1');

  translate('de', 'Willkommen im Laden an der Ecke', 'Herzlich willkommen');
  settleEqual('a translation that is saved is shown', await shows(browser, 'Herzlich willkommen'), 'Herzlich willkommen');
  settleEqual('the page was not loaded anew', await run('return window.marker'), 'still here');
  settleEqual('and keeps its state', await run(guests), 'Gäste heute: 1');

  translate('de', 'Herzlich willkommen', 'Grüß Gott');
  settleEqual('a second time, too', [await shows(browser, 'Grüß Gott'), await run('return window.marker')], ['Grüß Gott', 'still here']);
  translate('fr', 'Bienvenue à la boutique du coin', 'Bonjour');
  settleEqual('a locale that is not shown is built', await isBuilt('fr', 'Bonjour'), true);
  await run(choose('fr'));
  settleEqual('a locale that is loaded later', await shows(browser, 'Bonjour'), 'Bonjour');
  translate('de', 'Grüß Gott', 'Servus');
  settleEqual('one that was shown before is built', await isBuilt('de', 'Servus'), true);
  settleEqual('that of another locale does not disturb', await run(heading), 'Bonjour');
  await run(choose('de'));
  settleEqual('and is there when one returns to it', await shows(browser, 'Servus'), 'Servus');
  settleEqual('nothing was loaded anew', await run('return window.marker'), 'still here');
  settleEqual('the console knows no error', (await session('POST', '/se/log', {type: 'browser'})).filter(({level}) => level === 'SEVERE').map(({message}) => message).filter((message) => !message.includes('favicon')), []);
}

// The server is asked to end as by Ctrl-C, and glot ends with it.
async function stop({server}) {
  const pid = Number(readFileSync(join(work, 'glot.pid'), 'utf8'));
  const ended = new Promise((done) => server.on('exit', done));
  process.kill(-server.pid, 'SIGINT');
  await ended;
  settleEqual('glot ends with the server', await ask(() => existsSync(`/proc/${pid}`), false), false);
}

if (isThere) {
  makeProject();
  const served = await serve();
  let browser;
  const watchdog = setTimeout(() => {
    console.log(`FAILED takes too long\n${served.said()}\n${tally.passed} passed, ${tally.failed + 1} failed`);
    process.kill(-served.server.pid, 'SIGKILL');
    setTimeout(() => process.exit(1), 5000);
    (browser?.stop() ?? Promise.resolve()).finally(() => process.exit(1));
  }, 150_000);
  browser = await start(join(work, 'profile'));
  try {
    await drive(browser, served.url);
  } catch (error) {
    settleEqual(`no error: ${error.stack}\n${served.said()}`, false, true);
  } finally {
    await browser.stop();
    await stop(served).catch((error) => settleEqual(`the server ends: ${error.stack}`, false, true));
    clearTimeout(watchdog);
  }
} else {
  console.log('SKIPPED samples/vite in a browser: chromium and chromedriver are not installed (.ci/deps test)');
  tally.passed++;
}
conclude();
