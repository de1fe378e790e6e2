import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { publishingContracts, type Operation } from '../../../contracts/campaign/publishing.ts';
import { stopContracts, type Stop } from '../../../contracts/campaign/stops.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { startCampaign, type CampaignStack, type Team } from './campaign-stack.ts';

let stack: CampaignStack;
beforeAll(async () => {
  stack = await startCampaign();
});
afterAll(() => stack.stop());
afterEach(async () => {
  await Promise.all([stack.google.objects.reset(), stack.linkedIn.objects.reset()]);
});

const serving = () =>
  [...stack.google.objects.all(), ...stack.linkedIn.objects.all()].filter(
    ({ kind, fields }) =>
      (kind === 'campaign' && fields['status'] === 'ENABLED') ||
      (kind === 'campaignGroup' && fields['status'] === 'ACTIVE'),
  );
/** A person enables on both platforms' own pages what this product has paused. */
function enableByHand(): void {
  for (const { fields } of stack.google.objects.all().filter(({ kind }) => kind === 'campaign'))
    fields['status'] = 'ENABLED';
  for (const { fields } of stack.linkedIn.objects.all().filter(({ kind }) => kind === 'campaignGroup'))
    fields['status'] = 'ACTIVE';
  expect(serving()).toHaveLength(2);
}
const pause = (id: string, team: Team) => stack.call(publishingContracts.pause, { id }, team.owner);
const stop = (id: string, team: Team) =>
  stack.call(stopContracts.stop, { scope: 'campaign', id }, team.owner);
const proved = (begun: Stop, team: Team) =>
  vi.waitFor(
    async () => {
      const now = await stack.call(stopContracts.stopProof, { id: begun.id }, team.owner);
      expect(now.objects.map(({ state }) => state)).toEqual(['stopped', 'stopped']);
      expect(now.complete).toBe(true);
    },
    { timeout: 10_000, interval: 50 },
  );

it('a paused campaign that somebody enabled on the platforms is removed there before it is archived', async () => {
  const team = await stack.team();
  const { id } = await stack.live(team);
  expect(await stack.ended(await pause(id, team), team)).toMatchObject({ status: 'succeeded' });
  enableByHand();
  const answer = await stack.call(contentContracts.archive, { id, version: 1 }, team.owner);
  expect(answer).toMatchObject({ kind: 'remove' });
  expect(await stack.ended(answer as Operation, team)).toMatchObject({ status: 'succeeded', error: null });
  expect(serving()).toEqual([]);
  const archived = await stack.get(id, team);
  expect(archived.status).toBe('archived');
  expect(archived.publications.map(({ status }) => status)).toEqual(['removed', 'removed']);
});

describe.each(['completed', 'archived', 'draft'])(
  'what the platforms hold of a campaign that is %s',
  (status) => {
    it('is paused and stopped like any other', async () => {
      const team = await stack.team();
      const { id } = await stack.live(team);
      expect(await stack.ended(await pause(id, team), team)).toMatchObject({ status: 'succeeded' });
      await asAdministrator(
        stack.databases.adminUrl('campaign'),
        `UPDATE campaigns SET status = $2,
         document = jsonb_set(document::jsonb, '{status}', to_jsonb($2::text)) WHERE id = $1`,
        [id, status],
      );
      enableByHand();
      expect(await stack.ended(await pause(id, team), team)).toMatchObject({ status: 'succeeded' });
      expect(serving()).toEqual([]);
      expect((await stack.get(id, team)).status).toBe(status);
      enableByHand();
      await proved(await stop(id, team), team);
      expect(serving()).toEqual([]);
    });
  },
);
