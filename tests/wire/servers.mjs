// Servers whose behaviour is a function: what each of them was sent is kept, so that a test can look at it.
import {spawnSync} from 'node:child_process';
import {createServer} from 'node:http';
import {createSecureServer} from 'node:http2';
import {createServer as createTlsServer} from 'node:https';
import {createServer as createTcpServer} from 'node:net';
import {join} from 'node:path';
import {readFileSync} from 'node:fs';

// A certificate of its own authority, made by openssl: {key, cert, path}.
export function makeCertificate(folder, name, hosts) {
  const [key, path] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  const names = hosts.map((host) => (/^[\d.]+$/.test(host) ? `IP:${host}` : `DNS:${host}`)).join(',');
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', `/CN=${hosts[0]}`, '-addext', `subjectAltName=${names}`, '-keyout', key, '-out', path], {encoding: 'utf8'});
  if (made.status !== 0) throw new Error(`openssl: ${made.stderr ?? made.error}`);
  return {key: readFileSync(key), cert: readFileSync(path), path};
}

const makers = {
  http: (handle) => createServer({keepAlive: true}, handle),
  https: (handle, certificate) => createTlsServer(certificate, handle),
  http2: (handle, certificate) => createSecureServer({...certificate, allowHTTP1: false}, handle),
};

async function listen(server, sockets) {
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server.address().port;
}

// Calls `answer(request, response, seen, body)` when a request has come whole, or `early` at its head. `seen` is the
// list of all requests so far, this one included.
export async function serve({kind = 'http', answer, early, certificate, raw, connect}) {
  const seen = [], sockets = new Set();
  let connections = 0;
  const handle = (request, response) => {
    const chunks = [], one = {method: request.method, url: request.url, headers: request.headers, version: request.httpVersion, body: null};
    seen.push(one);
    response.on('error', () => {});
    request.on('error', () => {});
    if (early) return early(request, response, seen);
    request.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
      one.body = Buffer.concat(chunks);
      answer(request, response, seen, one.body);
    });
  };
  const server = raw ? createTcpServer((socket) => raw(socket, ++connections)) : makers[kind](handle, certificate);
  server.on('clientError', (error, socket) => socket.end?.('HTTP/1.1 400 Bad Request\r\n\r\n')).on('sessionError', () => {}).on('tlsClientError', () => {});
  if (connect) server.on('connect', (request, socket, head) => connect(request, socket, head, seen));
  if (!raw) server.on('connection', () => connections++);
  const port = await listen(server, sockets);
  const scheme = kind === 'http' ? 'http' : 'https';
  return {
    seen, port, origin: `${scheme}://127.0.0.1:${port}`,
    get connections() { return connections; },
    stop: () => server.close(),
    close: () => { for (const socket of sockets) socket.destroy(); server.close(); },
  };
}

// A port where nobody listens.
export async function closedPort() {
  const server = createTcpServer();
  const port = await listen(server, new Set());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export const json = (response, value, headers = {}) => {
  response.writeHead(200, {'content-type': 'application/json', ...headers});
  response.end(JSON.stringify(value));
};
