import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { adAccountContracts } from '../../../contracts/platforms/ad-accounts.ts';
import { submissionContracts } from '../../../contracts/platforms/submissions.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import { run, serving, somebody, submit, type PublishedCampaign } from './published-campaign.ts';

let stack: PlatformsStack;
beforeAll(async () => {
  // whoever is not woken waits for longer than any test
  stack = await startPlatforms({ PLATFORM_RETRY_MS: '120000' });
});
afterAll(() => stack.stop());

const control = async (name: string, body: object = {}): Promise<void> => {
  const answer = await fetch(`${stack.google.url}/_simulator/${name}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
};
async function live(): Promise<PublishedCampaign> {
  const published = await somebody(stack, 'google-ads');
  for (const kind of ['publish', 'resume'] as const)
    expect(await run(stack, published, kind)).toMatchObject([{ state: 'done' }]);
  return published;
}
/** A pause that the platform has not let through, and that waits. */
async function waitingPause(published: PublishedCampaign): Promise<string> {
  const operationId = await submit(stack, published, 'pause');
  const { organizationId } = published.person;
  await vi.waitFor(async () => {
    const asked = { operationId, kind: 'pause' } as const;
    const [target] = (await stack.asCampaign(submissionContracts.status, asked, organizationId)).targets;
    expect(target).toMatchObject({ state: 'running', error: { code: expect.any(String) as string } });
    expect(Date.parse(target?.waitsUntil ?? '') - Date.now()).toBeGreaterThan(60_000);
  }, 10_000);
  return operationId;
}
const isDone = async (published: PublishedCampaign, operationId: string) => {
  const { organizationId } = published.person;
  expect(await stack.settled(operationId, 'pause', organizationId)).toMatchObject([
    { state: 'done', error: null },
  ]);
  expect(serving(stack)).toEqual([]);
};

it('a pause that waits for a lost sign-in goes through as soon as somebody connects again', async () => {
  const published = await live();
  await control('revoke-grants');
  const operationId = await waitingPause(published);
  expect(serving(stack)).not.toEqual([]);
  await stack.connect('google-ads', published.person);
  await isDone(published, operationId);
});

it('a pause that an account on hold refuses goes through as soon as the hold is read to be over', async () => {
  const published = await live();
  await control('account', { id: '1234567890', status: 'SUSPENDED' });
  const operationId = await waitingPause(published);
  await control('account', { id: '1234567890', status: 'ENABLED' });
  const [target] = published.targets;
  const asked = { id: target?.adAccountId ?? '' };
  const { organizationId } = published.person;
  const state = await stack.asCampaign(adAccountContracts.accountState, asked, organizationId);
  expect(state.hold).toBeNull();
  await isDone(published, operationId);
});
