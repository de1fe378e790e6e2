import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { stackForTest, type Stack } from '../../../tests/support/stack.ts';
import { RUNNING, serveOperations } from '../testing/running-operation.ts';

const SLOW = '01a205e7-b570-775d-9c70-124a94ac0381';

/** A gateway, and something in the place of campaign: one operation is told when the test lets it go. */
async function gatewayWithSlowOperation() {
  const stack = await stackForTest({ services: ['gateway'] });
  const waiting: (() => void)[] = [];
  await serveOperations(stack, async (id) => {
    if (id === SLOW) await new Promise<void>((resolve) => waiting.push(resolve));
  });
  return { stack, waiting };
}

/** One connection, with everything that came back on it. */
function connection(stack: Stack) {
  const port = Number(new URL(stack.url).port);
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  const state = { got: '', closed: false };
  socket.on('data', (chunk) => (state.got += chunk.toString()));
  socket.on('close', () => (state.closed = true));
  const { authorization } = stack.person('owner');
  const ask = (path: string) =>
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\n\r\n`);
  return { ask, state };
}

it('a gateway that is about to stop ends its streams at once, so that clients go to another one', async () => {
  const { stack } = await gatewayWithSlowOperation();
  const headers = { authorization: stack.person('owner').authorization };
  const answer = await fetch(`${stack.url}/api/operations/${RUNNING.id}/events`, { headers });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const startedAt = Date.now();
  const [text] = await Promise.all([answer.text(), stack.running.node.health.drain()]);
  expect(text).toContain('"status":"running"');
  expect(Date.now() - startedAt).toBeLessThan(5_000); // connections that are still open are cut after eight seconds
});

it('a gateway that is about to stop answers what it has taken, tells the client to go, and takes nothing new', async () => {
  const { stack, waiting } = await gatewayWithSlowOperation();
  const kept = connection(stack);
  kept.ask(`/api/operations/${SLOW}`);
  await expect.poll(() => waiting.length).toBe(1);
  const drained = stack.running.node.health.drain();
  kept.ask('/health/ready');
  await expect(fetch(stack.url)).rejects.toThrow();
  expect(kept.state.closed).toBe(false);
  waiting[0]?.();
  await drained;
  await expect.poll(() => kept.state.closed).toBe(true);
  const [first, second] = kept.state.got.split(/(?=HTTP\/1\.1 )/);
  expect(first).toMatch(/^HTTP\/1\.1 200 [^]*"status":"running"/);
  expect(second).toMatch(/^HTTP\/1\.1 503 [^]*connection: close[^]*"draining"/i);
});
