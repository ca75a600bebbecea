// Renders the page in Node in the locales that are named, as text: node render.js en de fr
import {render} from '@lit-labs/ssr';
import {collectResult} from '@lit-labs/ssr/lib/render-result.js';
import {html} from 'lit';
import {setLocale} from './src/localization.js';
import './src/shop-page.js';

// @lit/localize tells the page about a change of locale; in Node there is none to tell.
globalThis.window ??= {dispatchEvent: () => true};
globalThis.CustomEvent ??= class {};

const asText = (page) =>
  page
    .replace(/<!--.*?-->/gs, '')
    .replace(/<\/?template[^>]*>|<(\/?)(order-summary|shop-page)[^>]*>/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

for (const locale of process.argv.slice(2)) {
  await setLocale(locale);
  const page = await collectResult(render(html`<shop-page></shop-page>`));
  console.log(`[${locale}]`);
  for (const line of asText(page)) console.log(`  ${line}`);
}
