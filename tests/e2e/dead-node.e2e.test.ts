import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ServiceBroker } from 'moleculer';
import { describe, expect, it, onTestFinished } from 'vitest';
import { generateServiceKeys, KEY_HOLDERS } from '../../mixins/identity/service-keys.ts';
import { startNats } from '@sip/local-servers/nats';
import { natsBinary } from '../support/cluster.ts';
import { nodeForTest } from '../support/node.ts';

const NODE = join(import.meta.dirname, 'answering-node.ts');
const binary = await natsBinary();

describe.runIf(binary)('a node that dies without a word, over a real NATS', () => {
  it(
    'is asked nothing any more within eight seconds, although nobody calls it',
    { timeout: 30_000 },
    async () => {
      const nats = await startNats(binary ?? '');
      onTestFinished(() => nats.stop());
      const keys = generateServiceKeys([...KEY_HOLDERS, 'answering']);
      const settings = {
        NODE_ENV: 'test',
        LOG_LEVEL: 'fatal',
        NATS_URL: nats.url,
        SERVICE_KEYS: keys.all,
        SERVICE_PUBLIC_KEYS: keys.public,
      };
      const caller = new ServiceBroker(nodeForTest({ ...settings, NODE_ID: 'gateway.caller' }).options);
      await caller.start();
      onTestFinished(() => caller.stop());
      const [dying] = await Promise.all([
        startAnswering('gateway.dying', settings),
        startAnswering('gateway.living', settings),
      ]);
      const whoAnswers = () => caller.call<string, object>('answering.who', {});
      const asked = () => Promise.all([whoAnswers(), whoAnswers()]);
      await expect
        .poll(async () => (await asked()).sort(), { timeout: 5_000 })
        .toEqual(['gateway.dying', 'gateway.living']);

      const gone = once(dying, 'exit');
      dying.kill('SIGKILL');
      await gone;
      const available = () =>
        caller.registry
          .getNodeList({ onlyAvailable: true, withServices: false })
          .map((node: { id: string }) => node.id);
      await expect.poll(available, { timeout: 8_000, interval: 100 }).not.toContain('gateway.dying');
      for (let i = 0; i < 10; i += 1) expect(await whoAnswers()).toBe('gateway.living');
    },
  );
});

/** A process of its own that answers `answering.who` with its name. */
async function startAnswering(id: string, settings: Record<string, string>) {
  const child = spawn(process.execPath, [NODE], {
    env: { PATH: process.env['PATH'] ?? '', ...settings, NODE_ID: id },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(createInterface(child.stdout), 'line');
  return child;
}
