import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { readFlags } from './flags.ts';
import { startGoogleAds } from './google-ads/server.ts';
import { startSentence } from './start-failure.ts';

/** What is told of something that fails. */
async function told(start: () => unknown): Promise<string | null> {
  try {
    await start();
  } catch (error) {
    return startSentence(error);
  }
  throw new Error('it did not fail');
}

it.each([
  [['--google-prot', '1'], /^Unknown option '--google-prot'.* docs\/simulators\.md has all flags\.$/],
  [['--google-port', 'x'], /^--google-port must be a port\. docs/],
  [['--fault', 'nonsense:once'], /\. docs\/simulators\.md has all flags\.$/],
  [['--accounts', 'many'], /^--accounts must be sandbox or agency\. docs/],
  [['--seed'], /argument missing\. docs/],
])('a bad flag is one sentence: %j', async (argv, sentence) => {
  const text = await told(() => readFlags(argv));
  expect(text).toMatch(sentence);
  expect(text).not.toContain('\n');
});

it('a taken port is named', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  expect(await told(() => startGoogleAds({ host: '127.0.0.1', port }))).toBe(
    `Port ${port} is taken: choose another one, or leave the flag out, and a free one is taken.`,
  );
  other.close();
});

it('a defect keeps its stack', () => {
  expect(startSentence(new TypeError('x is not a function'))).toBeNull();
});
