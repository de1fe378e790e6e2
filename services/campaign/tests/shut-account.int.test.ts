import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { historyContracts } from '../../../contracts/campaign/history.ts';
import { publishingContracts, type Operation } from '../../../contracts/campaign/publishing.ts';
import { reviewsContracts } from '../../../contracts/campaign/reviews.ts';
import { stopContracts } from '../../../contracts/campaign/stops.ts';
import { adAccountContracts } from '../../../contracts/platforms/ad-accounts.ts';
import { startCampaign, type CampaignStack, type Team } from './campaign-stack.ts';

const ACCOUNT = '1234567890';
const confirmed: string[] = [];
let stack: CampaignStack;
beforeAll(async () => {
  stack = await startCampaign([], {}, { onConfirm: ({ purpose }) => void confirmed.push(purpose) });
});
afterAll(() => stack.stop());
afterEach(async () => {
  await control('account', { id: ACCOUNT, status: 'ENABLED' });
  stack.google.faults.clear();
});

const control = async (name: string, body: object): Promise<void> => {
  const answer = await fetch(`${stack.google.url}/_simulator/${name}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
};
const closeAccount = () => control('account', { id: ACCOUNT, status: 'CANCELED' });
/** Whoever connected the account has no part in it any more. */
const takeAccessAway = () =>
  stack.google.faults.arm({
    match: { pathIncludes: 'googleAds:' },
    times: 10_000,
    skip: 0,
    kind: '403',
    ms: 0,
  });
async function remove(id: string, team: Team): Promise<Operation> {
  const answer = await stack.call(contentContracts.archive, { id, version: 1 }, team.owner);
  if (!('progress' in answer)) throw new Error('it was archived at once');
  return answer;
}
const leave = (id: string, team: Team) => stack.call(publishingContracts.leave, { id }, team.owner);
const reviewOf = async (id: string, team: Team) =>
  (await stack.call(reviewsContracts.reviews, {}, team.owner)).data.find((one) => one.campaignId === id);
const disconnect = (team: Team, verb: 'disconnect' | 'leaveAdAccount' = 'disconnect') =>
  stack.call(adAccountContracts[verb], { id: team.adAccounts['google-ads'] }, team.owner);

it('a campaign in a closed ad account is proved not to serve by the platform’s own word, and can be put away', async () => {
  const team = await stack.team();
  const { id } = await stack.live(team, { platforms: ['google-ads'] });
  await expect(leave(id, team)).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' }); // it can be deleted
  await closeAccount();
  const ended = await stack.ended(await remove(id, team), team);
  expect(ended).toMatchObject({ status: 'needs_review', error: { code: 'AD_ACCOUNT_CLOSED' } });
  const waiting = await reviewOf(id, team);
  expect(waiting).toMatchObject({ mayServe: false, cause: { code: 'AD_ACCOUNT_CLOSED' } });
  expect(waiting?.actions.find(({ name }) => name === 'campaign.leave')).toMatchObject({ allowed: true });

  const stop = await stack.call(stopContracts.stop, { scope: 'campaign', id }, team.owner);
  await vi.waitFor(async () => {
    const proof = await stack.call(stopContracts.stopProof, { id: stop.id }, team.owner);
    const object = { state: 'stopped', error: { code: 'AD_ACCOUNT_CLOSED' } };
    expect(proof).toMatchObject({ complete: true, objects: [object] });
  }, 10_000);

  await expect(disconnect(team)).rejects.toMatchObject({ code: 'AD_ACCOUNT_IN_USE' });
  confirmed.length = 0;
  expect(await leave(id, team)).toMatchObject({
    status: 'archived',
    publications: [{ status: 'needs_review', error: { code: 'LEFT_UNKNOWN' } }],
  });
  expect(confirmed).toEqual(['ad_accounts']);
  expect(await reviewOf(id, team)).toBeUndefined();
  const { data } = await stack.call(historyContracts.history, { id, limit: 5 }, team.owner);
  expect(data.map(({ action }) => action)).toContain('campaign.left_unknown');
  await disconnect(team, 'leaveAdAccount');
});

it('one of which the access was taken away is unknown, and a person puts it away and disconnects the account', async () => {
  const team = await stack.team();
  const { id } = await stack.live(team);
  await expect(disconnect(team, 'leaveAdAccount')).rejects.toMatchObject({ code: 'AD_ACCOUNT_IN_USE' }); // we are let in
  takeAccessAway();
  const removing = await remove(id, team);
  await vi.waitFor(async () => {
    const now = await stack.call(publishingContracts.operation, { id: removing.id }, team.owner);
    expect(now).toMatchObject({ status: 'running', error: { code: 'PAUSE_UNPROVED' } });
    const { publications } = await stack.get(id, team);
    expect(publications[1]).toMatchObject({ platform: 'linkedin-ads', status: 'paused' });
  }, 12_000);
  const left = await leave(id, team);
  expect(left).toMatchObject({
    status: 'needs_review', // LinkedIn lets us in, and still holds its part
    publications: [{ error: { code: 'LEFT_UNKNOWN' } }, { status: 'paused', error: null }],
  });
  expect(left.publications[0]?.error?.message).toMatch(
    /USER_PERMISSION_DENIED.*whether it serves is not known/,
  );
  const publish = { id, idempotencyKey: 'a' };
  await expect(stack.call(publishingContracts.publish, publish, team.owner)).rejects.toMatchObject({
    code: 'CAMPAIGN_STATE_CONFLICT', // it would be there twice
  });
  expect(await stack.ended(await remove(id, team), team)).toMatchObject({ status: 'succeeded' });
  expect(await stack.get(id, team)).toMatchObject({ status: 'archived' });
  await disconnect(team, 'leaveAdAccount');
});
