import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { cutSlowClients } from './slow-clients.ts';

/** A server that is patient for a fifth of a second, and a connection to it. */
async function connected(handler: RequestListener): Promise<Socket> {
  const server = createServer(handler);
  cutSlowClients(server, { patienceMs: 200, lookEveryMs: 50 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  return socket;
}
const POST = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n{';
const everyMs = (ms: number, work: () => void) => {
  const timer = setInterval(work, ms);
  onTestFinished(() => clearInterval(timer));
};

it('who sends a body byte by byte is told so and cut, also when nobody wants the body', async () => {
  for (const answersAtOnce of [false, true]) {
    const socket = await connected((request, response) => {
      if (answersAtOnce) response.writeHead(404).end();
      request.resume();
    });
    let got = '';
    socket.on('data', (chunk) => (got += chunk.toString()));
    socket.write(POST);
    socket.on('error', () => undefined); // what it writes after the cut is answered with a reset
    everyMs(20, () => socket.write('a'));
    await new Promise((resolve) => socket.once('close', resolve)); // it would drip for twenty minutes
    expect(got).toMatch(answersAtOnce ? /^HTTP\/1\.1 404/ : /^HTTP\/1\.1 408 [^]*REQUEST_TOO_SLOW/);
  }
});

it('who sends as fast as it can may send much, and who waits for the product is not cut', async () => {
  const socket = await connected((request, response) => {
    request.resume();
    request.on('end', () => void pause(600).then(() => response.end('taken')));
  });
  let got = '';
  socket.on('data', (chunk) => (got += chunk.toString()));
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 80000\r\n\r\n');
  for (let i = 0; i < 10; i += 1) {
    await pause(40);
    socket.write('x'.repeat(8_000));
  }
  await expect.poll(() => got, { timeout: 3_000 }).toContain('taken');
});

it('who does not take its answer is cut, and an event stream is not', async () => {
  const large = await connected((_request, response) => void response.end('x'.repeat(50_000_000)));
  large.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  large.pause();
  await pause(1_000);
  large.resume(); // what is still on its way, and then the end
  await once(large, 'close');
  const stream = await connected((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
    setTimeout(() => response.end('data: 2\n\n'), 600);
  });
  let got = '';
  stream.on('data', (chunk) => (got += chunk.toString()));
  stream.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await expect.poll(() => got, { timeout: 3_000 }).toContain('data: 2');
});
