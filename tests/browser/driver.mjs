// Chromium, driven through ChromeDriver's own protocol (WebDriver, W3C).
import {spawn, spawnSync} from 'node:child_process';

const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
export const isThere = has('chromedriver') && has('chromium');

// A browser with an empty page: `run` runs a script in the page, `session` asks for anything else.
export async function start(profile) {
  const driver = spawn('chromedriver', ['--port=0'], {stdio: ['ignore', 'pipe', 'ignore']});
  const port = await new Promise((done, fail) => {
    let said = '';
    driver.stdout.on('data', (bytes) => {
      said += bytes;
      const found = /successfully on port (\d+)/.exec(said);
      if (found) done(found[1]);
    });
    driver.on('exit', () => fail(new Error(`chromedriver ended: ${said}`)));
  });
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {method, body: body && JSON.stringify(body)});
    const {value} = await answer.json();
    if (value?.error) throw new Error(`${path}: ${value.message}`);
    return value;
  };
  const {sessionId} = await ask('POST', '/session', {capabilities: {alwaysMatch: {
    'goog:chromeOptions': {args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-extensions', '--disable-dev-shm-usage', `--user-data-dir=${profile}`, 'about:blank']},
    'goog:loggingPrefs': {browser: 'ALL', performance: 'ALL'}}}});
  const session = (method, path, body) => ask(method, `/session/${sessionId}${path}`, body);
  const stop = async () => {
    await session('DELETE', '').catch(() => {});
    driver.kill();
  };
  return {session, stop, run: (script) => session('POST', '/execute/sync', {script, args: []})};
}
