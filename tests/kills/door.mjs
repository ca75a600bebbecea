// A door in front of the hub: the address that clients know stays when the hub is killed and begun anew, and whoever
// counts requests, or does harm at one of them, can do so there.
import {createServer, request} from 'node:http';

const bodyOf = async (stream) => {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};

// What the hub answers: {status, headers, body}.
const passOn = (origin, {method, url, headers}, body) => new Promise((done, fail) => {
  const asked = request(new URL(url, origin), {method, headers, agent: false}, async (answer) => {
    bodyOf(answer).then((bytes) => done({status: answer.statusCode, headers: answer.headers, body: bytes}), fail);
  });
  asked.on('error', fail).end(body);
});

// door.hub is who is behind it; door.meet(number, 'before' | 'after') is called as each request passes, and may do harm.
export async function openDoor() {
  const door = {count: 0, hub: null, meet: null, log: []};
  const server = createServer(async (asked, answer) => {
    const number = ++door.count;
    door.log.push(`${asked.method} ${asked.url}`);
    try {
      const body = await bodyOf(asked);
      await door.meet?.(number, 'before');
      const {status, headers, body: bytes} = await passOn(door.hub.origin, asked, body);
      await door.meet?.(number, 'after');
      for (const name of ['connection', 'keep-alive', 'transfer-encoding']) delete headers[name];
      answer.writeHead(status, headers).end(bytes);
    } catch {
      asked.socket.destroy(); // nobody is there: the connection is lost
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  door.origin = `http://127.0.0.1:${server.address().port}`;
  door.close = () => { server.closeAllConnections(); server.close(); };
  return door;
}
