import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { publishingContracts, type Operation } from '../../../contracts/campaign/publishing.ts';
import {
  HTML_404,
  startMeddledPlatforms,
  type MeddledPlatforms,
} from '../../../tests/support/meddling-proxy.ts';
import { startCampaign, type CampaignStack, type Team } from './campaign-stack.ts';

let stack: CampaignStack;
let meddled: MeddledPlatforms;
let proxies: MeddledPlatforms['proxies'];
beforeAll(async () => {
  meddled = await startMeddledPlatforms();
  ({ proxies } = meddled);
  stack = await startCampaign([], meddled.env);
  meddled.lead(stack);
});
afterAll(async () => {
  await stack.stop();
  await meddled.close();
});
afterEach(() => meddled.reset());

/** Deletes a campaign of which something may serve. */
async function remove(id: string, team: Team): Promise<Operation> {
  const answer = await stack.call(contentContracts.archive, { id, version: 1 }, team.owner);
  if (!('progress' in answer)) throw new Error('it was archived at once');
  return answer;
}
const living = () =>
  [...stack.google.objects.all(), ...stack.linkedIn.objects.all()].filter(
    ({ kind, fields }) =>
      (kind === 'campaign' || kind === 'campaignGroup') &&
      !['REMOVED', 'ARCHIVED'].includes(String(fields['status'])),
  );

it('a live campaign that is deleted is stopped, removed on the platforms, and only then archived', async () => {
  const team = await stack.team();
  const { id } = await stack.live(team);
  proxies['linkedin-ads'].meddle = () => HTML_404;
  const removing = await remove(id, team);
  expect(removing).toMatchObject({ kind: 'remove', status: 'pending', campaignId: id });
  const read = () => stack.call(publishingContracts.operation, { id: removing.id }, team.owner);
  await vi.waitFor(async () => expect((await read()).error?.code).toBe('PAUSE_UNPROVED'), { timeout: 8_000 });
  expect((await stack.get(id, team)).status).toBe('active'); // never archived before the proof
  // a pause that is asked for meanwhile is a part of it already, and so is a second deletion
  expect((await stack.call(publishingContracts.pause, { id }, team.owner)).id).toBe(removing.id);
  expect((await remove(id, team)).id).toBe(removing.id);
  proxies['linkedin-ads'].meddle = () => null;
  expect(await stack.ended(removing, team)).toMatchObject({ status: 'succeeded', error: null });
  expect(living()).toEqual([]);
  const archived = await stack.get(id, team);
  expect(archived).toMatchObject({ status: 'archived', review: null });
  expect(archived.publications.map(({ status }) => status)).toEqual(['removed', 'removed']);
});

it('one that is being published gives way: what was made is removed, and nothing of it ever served', async () => {
  const team = await stack.team();
  const { id } = await stack.approved(team, { platforms: ['google-ads'] });
  proxies['google-ads'].meddle = ({ path }) => (path.includes('searchStream') ? 'hang' : null);
  const params = { id, idempotencyKey: crypto.randomUUID() };
  const publishing = await stack.call(publishingContracts.publish, params, team.owner);
  await vi.waitFor(() => expect(living()).toHaveLength(1), { timeout: 8_000 });
  const removing = await remove(id, team);
  proxies['google-ads'].meddle = () => null;
  expect(await stack.ended(publishing, team)).toMatchObject({
    status: 'cancelled',
    error: { code: 'SUPERSEDED' },
  });
  expect(await stack.ended(removing, team)).toMatchObject({ status: 'succeeded' });
  expect(living()).toEqual([]);
  expect((await stack.get(id, team)).status).toBe('archived');
});

it('a failed campaign that is archived leaves no drafts behind, not even those of which no answer came', async () => {
  const team = await stack.team();
  const { id } = await stack.approved(team, { platforms: ['linkedin-ads'] });
  const { faults } = stack.linkedIn;
  const fault = { skip: 0, ms: 0 };
  const making = { method: 'POST', pathIncludes: '/adCampaignGroups' };
  faults.arm({ ...fault, match: making, times: 1, kind: 'drop-after-commit' });
  // it cannot be looked for afterwards (the first search comes before anything is made): the publication ends in doubt
  const looking = { method: 'GET', pathIncludes: '/adCampaignGroups' };
  faults.arm({ ...fault, match: looking, times: 9, skip: 1, kind: '403' });
  const params = { id, idempotencyKey: crypto.randomUUID() };
  await stack.ended(await stack.call(publishingContracts.publish, params, team.owner), team);
  expect((await stack.get(id, team)).status).toBe('failed');
  expect((await stack.get(id, team)).publications).toMatchObject([{ status: 'failed', externalId: null }]);
  expect(living()).toHaveLength(1);
  faults.clear();
  expect(await stack.ended(await remove(id, team), team)).toMatchObject({ status: 'succeeded' });
  expect(living()).toEqual([]);
  expect((await stack.get(id, team)).status).toBe('archived');
});
