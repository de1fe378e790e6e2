import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { apiKeyIn, ApiKeys } from './api-keys.ts';

describe('an API key in an Authorization text', () => {
  const longest = `sip_${'x'.repeat(100)}`;
  it.each([
    ['Bearer sip_abc', 'sip_abc'],
    ['bearer sip_A-b_9', 'sip_A-b_9'],
    [`Bearer ${longest}`, longest],
    [`Bearer ${longest}x`, undefined],
    ['Bearer sip_', undefined],
    ['Bearer sip_a b', undefined],
    ['Bearer xsip_abc', undefined],
    ['Bearer eyJhbGciOi', undefined],
    ['Basic sip_abc', undefined],
    ['x Bearer sip_abc', undefined],
    ['sip_abc', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s: %s', (authorization, key) => expect(apiKeyIn(authorization)).toBe(key));
});

describe('the token that a key was changed for', () => {
  let now = 1_000;
  const pass = (ms: number) => {
    now += ms;
    vi.advanceTimersByTime(ms);
  };
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    vi.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  /** Keys whose exchanges give tokens with numbers, of which each lives for `expiresIn` seconds. */
  function exchanging(expiresIn: number) {
    const keys = new ApiKeys();
    let count = 0;
    const ask = (key = 'sip_a') =>
      keys.authorizationFor(key, async () => ({ accessToken: `${key}-${(count += 1)}`, expiresIn }));
    return { keys, ask };
  }

  it('is used until a minute before it expires', async () => {
    const { ask } = exchanging(300);
    expect(await ask()).toBe('Bearer sip_a-1');
    pass(239_990);
    expect(await ask()).toBe('Bearer sip_a-1');
    pass(20);
    expect(await ask()).toBe('Bearer sip_a-2');
  });

  it('is not kept when it lives for a minute or less', async () => {
    const { ask } = exchanging(60);
    await ask();
    pass(10);
    expect(await ask()).toBe('Bearer sip_a-2');
    const shorter = exchanging(5);
    await shorter.ask();
    pass(10);
    expect(await shorter.ask()).toBe('Bearer sip_a-2');
  });

  it('is the key’s own', async () => {
    const { ask } = exchanging(300);
    expect([await ask('sip_a'), await ask('sip_b'), await ask('sip_a')]).toEqual([
      ...['Bearer sip_a-1', 'Bearer sip_b-2', 'Bearer sip_a-1'],
    ]);
  });

  it('is gone when it is forgotten, and the one that is on its way still arrives', async () => {
    const { keys, ask } = exchanging(300);
    const waiting = ask();
    keys.forget('sip_a');
    expect(await waiting).toBe('Bearer sip_a-1');
    keys.forget('sip_b');
    keys.forget('sip_a');
    expect(await ask()).toBe('Bearer sip_a-2');
  });
});
