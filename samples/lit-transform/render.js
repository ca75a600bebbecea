// Renders the ticket in Node: node render.js MODULE, which esbuild or tsc has made of the copy for a locale.
import '@lit-labs/ssr/lib/install-global-dom-shim.js';
import {render} from '@lit-labs/ssr';
import {collectResult} from '@lit-labs/ssr/lib/render-result.js';
import {resolve} from 'node:path';
import {pathToFileURL} from 'node:url';

const {ticketFor} = await import(pathToFileURL(resolve(process.argv[2])));
const page = await collectResult(render(ticketFor(9)));

const lines = page
  .replace(/<!--.*?-->/gs, '')
  .replace(/<\/?template[^>]*>|<\/?ticket-card[^>]*>/g, '')
  .split('\n')
  .map((line) => line.trim())
  .filter(Boolean);
console.log(lines.join('\n'));
