import { Errors } from 'moleculer';
import { expect, it } from 'vitest';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Call } from '../../../mixins/call.ts';
import { asAppError } from '../../../mixins/wire-errors.ts';
import { withRetry } from './retry.ts';

const failing = (times: number, error: unknown): { call: Call; asked: () => number } => {
  let asked = 0;
  const call = (async () => {
    asked += 1;
    if (asked <= times) throw asAppError(error);
    return { data: [], page: { nextCursor: null } };
  }) as unknown as Call;
  return { call, asked: () => asked };
};
const noPause = async () => undefined;

it('asks again while no node could take the call', async () => {
  const { call, asked } = failing(3, new Errors.ServiceNotFoundError({ action: 'campaign.list' }));
  await withRetry(call, noPause)(contentContracts.list, {});
  expect(asked()).toBe(4);
});

it.each([
  ['a time-out: the effect may have happened', new Errors.RequestTimeoutError({ action: 'x', nodeID: 'n' })],
  ['a rejected request', new Errors.RequestRejectedError({ action: 'x', nodeID: 'n' })],
  ['an answer of the service', new AppError('VERSION_STALE')],
])('never repeats after %s', async (_, error) => {
  const { call, asked } = failing(1, error);
  await expect(withRetry(call, noPause)(contentContracts.list, {})).rejects.toBeInstanceOf(AppError);
  expect(asked()).toBe(1);
});
