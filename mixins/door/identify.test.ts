import { describe, expect, it } from 'vitest';
import type { Caller } from '../../contracts/caller.ts';
import { AppError } from '../../lib/errors.ts';
import { ApiKeys } from './api-keys.ts';
import { identify } from './identify.ts';

const ANN: Caller = {
  kind: 'user',
  userId: 'u',
  organizationId: 'o',
  sessionId: 's',
  role: 'viewer',
  addressProved: true,
};
const KEY = 'Bearer sip_key';

/** One node's knowledge of callers by their Authorization text, and a record of what was asked and counted. */
function node(callers: Record<string, Caller | AppError>) {
  const log: string[] = [];
  const apiKeys = new ApiKeys();
  const identity = {
    async callerOf(authorization: string | undefined, audience: string): Promise<Caller> {
      if (audience !== 'gateway') throw new AppError('INTERNAL_ERROR');
      const caller = callers[authorization ?? ''] ?? new AppError('TOKEN_INVALID');
      if (caller instanceof AppError) throw caller;
      return caller;
    },
  };
  const ask = (authorization: string | undefined, exchanged: string | AppError = 'minted') =>
    identify(identity, apiKeys, {
      authorization,
      exchangeKey: async (key) => {
        log.push(`exchange ${key}`);
        if (exchanged instanceof AppError) throw exchanged;
        return { accessToken: exchanged, expiresIn: 300 };
      },
      countAddress: async () => void log.push('count'),
    });
  return { ask, log };
}

describe('who asks', () => {
  it('is found by the token that was sent, and no address is counted for it', async () => {
    const { ask, log } = node({ 'Bearer ann': ANN });
    expect(await ask('Bearer ann')).toEqual({ authorization: 'Bearer ann', caller: ANN });
    expect(log).toEqual([]);
  });

  it('is nobody without a token', async () => {
    const { ask } = node({ '': { kind: 'anonymous' } });
    expect(await ask(undefined)).toEqual({ authorization: undefined, caller: { kind: 'anonymous' } });
  });

  it('with an API key goes on with the token that the key was changed for, never with the key', async () => {
    const { ask, log } = node({ 'Bearer minted': ANN });
    expect(await ask(KEY)).toEqual({ authorization: 'Bearer minted', caller: ANN });
    expect(log).toEqual(['count', 'exchange sip_key']);
  });

  it('is asked of auth once for a key, however many requests carry it', async () => {
    const { ask, log } = node({ 'Bearer minted': ANN });
    await Promise.all([ask(KEY), ask(KEY)]);
    await ask(KEY);
    expect(log).toEqual(['count', 'exchange sip_key']);
  });
});

describe('a failure', () => {
  it('of a token counts against the address', async () => {
    const { ask, log } = node({});
    await expect(ask('Bearer forged')).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    expect(log).toEqual(['count']);
  });

  it('of an exchange counts once, and the key is asked for again the next time', async () => {
    const { ask, log } = node({ 'Bearer minted': ANN });
    await expect(ask(KEY, new AppError('TOKEN_INVALID'))).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    expect(log).toEqual(['count', 'exchange sip_key']);
    expect((await ask(KEY)).caller).toEqual(ANN);
  });

  it('of the token of a key forgets that token, so that a new one may be had', async () => {
    const { ask, log } = node({ 'Bearer dead': new AppError('TOKEN_INVALID'), 'Bearer minted': ANN });
    await expect(ask(KEY, 'dead')).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    expect((await ask(KEY)).authorization).toBe('Bearer minted');
    expect(log).toEqual(['count', 'exchange sip_key', 'count', 'count', 'exchange sip_key']);
  });
});
