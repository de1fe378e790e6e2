import { afterEach, expect, it, vi } from 'vitest';
import { announce } from './announce.ts';

afterEach(() => vi.restoreAllMocks());

/** What is printed when the product has started with these simulators. */
function printed(platformUrls: { google: string; linkedIn: string } | null): string {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  log.mockClear();
  announce(3_000, 'data', { variables: {}, inboxUrl: null, platformUrls, stop: async () => undefined }, 10);
  return log.mock.calls.flat().join('\n');
}

it('the addresses of the simulators are printed, as docs/simulators.md says', () => {
  const urls = { google: 'http://127.0.0.1:17001', linkedIn: 'http://127.0.0.1:17002' };
  expect(printed(urls)).toContain(urls.google);
  expect(printed(urls)).toContain(urls.linkedIn);
  expect(printed(null)).not.toContain('simulated');
});
