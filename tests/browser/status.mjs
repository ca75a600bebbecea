#!/usr/bin/env node
// The page of `glot status --html` in a real browser: sorting by click and by keyboard, no error on the console, no request
// to anything but the page, and hostile text that stays text. Chromium is driven through ChromeDriver's own protocol.
// $GLOT is the program. The last line is `N passed, N failed`.
import {spawnSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {isThere, start} from './driver.mjs';
import {conclude, glot, scratch, settleEqual, tally} from '../suite.mjs';

const work = scratch('browser');

// ---- a project whose files are as hostile as they can be

const hostile = '</script><img src=x onerror=window.hit=1><svg onload=window.hit=1>';
const escaped = hostile.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function catalog(language, done) {
  const units = ['a', 'b', 'c', 'd'].map((id, i) =>
    `<trans-unit id="${id}"><source>Text ${id}</source>${i < done ? `<target>${language} ${id}</target>` : ''}</trans-unit>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n` +
    `<file target-language="${language}" source-language="en" original="sources" datatype="plaintext">\n<body>\n` +
    `${units.join('\n')}\n<trans-unit id="${escaped}"><source>x</source></trans-unit>\n`.repeat(language === 'fr' ? 2 : 1) + '</body>\n</file>\n</xliff>\n';
}

function makePage() {
  mkdirSync(join(work, 'src'));
  mkdirSync(join(work, 'translations'));
  const locales = {de: 1, fr: 4, ja: 2, [`x"'><img src=x onerror=window.hit=1>`]: 0};
  writeFileSync(join(work, 'lit-localize.json'), JSON.stringify({
    $schema: 'x', sourceLocale: 'en', targetLocales: Object.keys(locales), inputFiles: ['src/*.js'],
    output: {mode: 'runtime', outputDir: 'out'}, interchange: {format: 'xliff', xliffDir: 'translations'}}));
  writeFileSync(join(work, 'src/a.js'), `import {msg} from '@lit/localize';\n` +
    ['a', 'b', 'c', 'd'].map((id) => `msg('Text ${id}', {id: '${id}'});\n`).join(''));
  for (const [locale, done] of Object.entries(locales))
    if (!locale.includes('<')) writeFileSync(join(work, `translations/${locale}.xlf`), catalog(locale, done));
  const {status, stderr} = spawnSync(glot, ['status', '-q', '--html', 'status.html'], {cwd: work, encoding: 'utf8'});
  settleEqual('the page is written', [status, stderr], [0, '']);
}

// ---- the browser

async function press(session, keys) {
  const actions = keys.flatMap((value) => [{type: 'keyDown', value}, {type: 'keyUp', value}]);
  await session('POST', '/actions', {actions: [{type: 'key', id: 'keyboard', actions}]});
}

const locales = `return [...document.querySelectorAll('tbody tr')].map((row) => row.cells[0].dataset.value.slice(0, 2))`;
const sorted = `return [...document.querySelectorAll('thead th')].map((head) => head.getAttribute('aria-sort')).filter(Boolean)`;

async function drive({session, run}) {
  await session('POST', '/url', {url: pathToFileURL(join(work, 'status.html')).href});
  settleEqual('locales stand in the order of the configuration', await run(locales), ['de', 'fr', 'ja', 'x"']);
  await run(`document.querySelectorAll('thead button')[1].click()`);
  settleEqual('a click sorts by progress, the most first', await run(locales), ['fr', 'ja', 'de', 'x"']);
  settleEqual('and says so', await run(sorted), ['descending']);
  await run(`document.querySelectorAll('thead button')[0].focus()`);
  await press(session, ['\uE007']);
  settleEqual('Enter sorts by locale', [await run(locales), await run(sorted)], [['de', 'fr', 'ja', 'x"'], ['ascending']]);
  await press(session, [' ']);
  settleEqual('Space turns the order', [await run(locales), await run(sorted)], [['x"', 'ja', 'fr', 'de'], ['descending']]);
  settleEqual('hostile text stays text', await run(`return [window.hit ?? 0, document.querySelectorAll('img, svg').length, document.scripts.length]`), [0, 0, 1]);
  settleEqual('but is there to be read', await run(`return document.body.textContent.includes('<img src=x onerror=window.hit=1>')`), true);
  settleEqual('links lead to lines of files', await run(`return [...document.querySelectorAll('a.place')].every((link) => link.protocol === 'file:' && /^\\.\\//.test(link.getAttribute('href')))`), true);
  settleEqual('one has a line', await run(`return [...document.querySelectorAll('a.place')].some((link) => /#L\\d+$/.test(link.href))`), true);
  await session('POST', '/window/rect', {width: 500, height: 900});
  settleEqual('a narrow page is no wider than its window', await run(`return document.documentElement.scrollWidth <= window.innerWidth`), true);
  settleEqual('the console is silent', (await session('POST', '/se/log', {type: 'browser'})).map(({message}) => message), []);
  const requests = (await session('POST', '/se/log', {type: 'performance'})).map(({message}) => JSON.parse(message).message)
    .filter(({method}) => method === 'Network.requestWillBeSent').map(({params}) => params).filter(({documentURL}) => documentURL.endsWith('/status.html')).map(({request}) => request.url);
  settleEqual('the page itself is asked for', requests.length > 0, true);
  settleEqual('nothing is asked of the network', requests.filter((url) => !url.endsWith('/status.html')), []);
}

if (isThere) {
  makePage();
  const browser = await start(join(work, 'profile'));
  try {
    await drive(browser);
  } finally {
    await browser.stop();
  }
} else {
  console.log('SKIPPED the page of `glot status --html`: chromium and chromedriver are not installed (.ci/deps test)');
  tally.passed++;
}
conclude();
