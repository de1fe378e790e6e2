import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { assertPortFree, freePort } from './free-port.ts';
import { StartupError } from './startup-error.ts';

async function takenPort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe('free ports', () => {
  it('lie below the range the system uses for outgoing connections', async () => {
    const port = await freePort();
    expect(port).toBeGreaterThanOrEqual(15_000);
    expect(port).toBeLessThan(32_768);
  });

  it('are the preferred one as long as nobody listens there', async () => {
    const free = await freePort();
    expect(await freePort(free)).toBe(free);
    const taken = await takenPort('127.0.0.1');
    expect(await freePort(taken)).not.toBe(taken);
  });

  it.each(['127.0.0.1', '0.0.0.0'])('a port taken on %s is named together with its setting', async (host) => {
    const port = await takenPort(host);
    const failure = await assertPortFree(port, 'API_GATEWAY_PORT').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StartupError);
    expect((failure as Error).message).toBe(
      `Port ${String(port)} is already in use: stop the other program or set API_GATEWAY_PORT to a free port.`,
    );
  });

  it('a free port passes', async () => {
    await expect(assertPortFree(await freePort(), 'API_GATEWAY_PORT')).resolves.toBeUndefined();
  });
});
