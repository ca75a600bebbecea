// The same project twice: one is exchanged with the service by glot, one by uploading and downloading files.
import {createServer, request} from 'node:http';
import {flat} from './project.mjs';
import {Ledger, numbersIn} from './ledger.mjs';

class World {
  constructor(project, service, codes) {
    Object.assign(this, {project, service, codes, ledger: new Ledger()}); // codes: from locales to what the service calls them
  }

  extract(messages) {
    return this.project.extract(messages);
  }

  /** The texts of all places where a translation can be, by locale. */
  async places() {
    const places = {};
    for (const [locale, code] of Object.entries(this.codes)) places[locale] = [...(await this.service.translations(code)).values()].join() + this.project.catalogs();
    return places;
  }

  async lost() {
    return this.ledger.lost(await this.places());
  }

  /** What was made for the text of today, and is not in the catalog that is built. */
  unseen() {
    return this.ledger.rows.filter(row => !row.isReplaced && !row.isOutdated && !row.isBroken && row.message.isThere &&
      !this.project.unit(row.locale, row.message.text)?.target?.includes(row.number));
  }

  // ---- people

  // A text with what stands in the source as placeholders, and a number.
  compose(number, source, isBroken) {
    return `${number} ${isBroken ? source.replace(/<x [^>]*\/>/, '') : source}`;
  }

  /** A developer, in the catalog. */
  translateHere(locale, message) {
    const unit = this.project.unit(locale, message.text);
    if (!unit) return;
    const number = this.ledger.add(locale, message, unit.target);
    this.project.translate(locale, message.text, this.compose(number, unit.source));
  }

  /** A translator, at the service, which may not know the text of today. */
  async translateThere(locale, message, {isBroken = false} = {}) {
    const strings = await this.service.strings();
    const string = strings.find(({key}) => key === message.id) ?? strings.find(({text}) => message.texts.includes(flat(text)));
    if (!string) return;
    const seen = (await this.service.translations(this.codes[locale])).get(string.id);
    const number = this.ledger.add(locale, message, seen, {isBroken, isOutdated: flat(string.text) !== message.text});
    await this.service.translate(this.codes[locale], string.id, this.compose(number, string.text, isBroken));
  }

  /** A catalog is deleted; what stood in it alone is thrown away by who does so. */
  async recreate(locale, messages) {
    const held = numbersIn(this.project.catalog(locale));
    this.project.remove(locale);
    await this.extract(messages);
    const places = (await this.places())[locale];
    this.ledger.replace(new Set([...held].filter(number => !places.includes(number))));
  }
}

export class GlotWorld extends World {
  get access() {
    return {TX_HOSTNAME: this.service.host, TX_TOKEN: this.service.token};
  }

  /** {status, events} of `glot sync` or another command. */
  async exchange(words = ['sync'], env = {}, started) {
    const {status, stdout, stderr} = await this.project.run([...words, '--format', 'json'], {...this.access, ...env}, started);
    const events = stdout.split('\n').filter(Boolean).map(line => JSON.parse(line));
    return {status, stderr, events, of: name => events.filter(({event}) => event === name), kinds: events.filter(({kind}) => kind).map(({kind}) => kind)};
  }

  /** A run that is killed when it makes its request of that number; `reaches` the service, or does not. */
  async interrupted(words, number, reaches) {
    let count = 0, glot;
    const proxy = createServer((asked, answer) => {
      const isLast = ++count === number;
      if (isLast && !reaches) return glot.kill('SIGKILL');
      const onward = request(this.service.host + asked.url, {method: asked.method, headers: asked.headers}, got => {
        if (isLast) {
          got.resume().on('end', () => glot.kill('SIGKILL'));
        } else {
          answer.writeHead(got.statusCode, got.headers);
          got.pipe(answer);
        }
      });
      asked.pipe(onward);
    });
    await new Promise(resolve => proxy.listen(0, '127.0.0.1', resolve));
    const ended = await this.exchange(words, {TX_HOSTNAME: `http://127.0.0.1:${proxy.address().port}`}, process => { glot = process; });
    proxy.closeAllConnections();
    proxy.close();
    return ended.status === 'SIGKILL';
  }
}

export class NaiveWorld extends World {
  /** The source as it is in one direction, all languages as they are in the other, under the service's names. */
  async exchange() {
    await this.service.uploadSource(await this.project.sourceCatalog());
    for (const code of Object.values(this.codes)) this.project.write(`xliff/${code}.xlf`, await this.service.download(code));
  }
}
