import { expect } from 'vitest';
import { until } from '../../client/testing/until.ts';
import type { CampaignLink } from '../../contracts/analytics/links.ts';
import { expectAnswer } from './house.ts';
import type { Visitor } from './visitor.ts';

type Table = { data: { campaign: string; campaignName: string }[] };
type Imported = { id: string; status: string; accepted: number };

const clicksOf = async (visitor: Visitor, campaignId: string) => {
  const path = `/api/analytics/campaigns/${campaignId}?from=2026-11-21&to=2026-11-21`;
  return (await visitor.read<{ totals: { clicks: number }[] }>(path)).totals.map(({ clicks }) => clicks);
};

/** Imports figures of a campaign by its name alone, says that they are its, and takes that back. */
export async function linkAndSplit(owner: Visitor, campaignId: string): Promise<void> {
  const { name, platforms, budget } = await owner.campaign(campaignId);
  const [platform = 'google-ads'] = platforms;
  const { currency } = budget;
  const figures = { date: '2026-11-22', impressions: 10, clicks: 1, costMicros: 1_000_000, currency };
  const rows = [{ campaignId, platform, ...figures }];
  const sent = await owner.ask<{ accepted: number }>('POST', '/api/analytics/metrics', { body: { rows } });
  expect(sent.body).toMatchObject({ accepted: 1 });
  const file = await owner.ask<Imported>('POST', `/api/analytics/imports?platform=${platform}`, {
    raw: `Day,Campaign,Currency code,Impr.,Clicks,Cost\n2026-11-21,"${name}",${currency},10,7,1.00\n`,
    headers: { 'content-type': 'text/csv' },
  });
  const imported = await until(
    () => owner.read<Imported>(`/api/analytics/imports/${file.body.id}`),
    ({ status }) => !['pending', 'running'].includes(status),
  );
  expect(imported).toMatchObject({ status: 'succeeded', accepted: 1 });
  await owner.read(`/api/analytics/campaigns/${campaignId}/parts`);
  await owner.read('/api/analytics/links');
  const table = '/api/analytics/performance?groupBy=campaign&from=2026-11-21&to=2026-11-21';
  const { data } = await owner.read<Table>(table);
  const external = data.find((row) => row.campaignName === name && row.campaign !== campaignId);
  const body = { campaignId: external?.campaign, intoId: campaignId };
  const { id } = await expectAnswer<CampaignLink>(owner, 201, 'POST', '/api/analytics/links', { body });
  expect(await clicksOf(owner, campaignId)).toEqual([7]);
  await expectAnswer(owner, 200, 'DELETE', `/api/analytics/links/${id}`);
  expect(await clicksOf(owner, campaignId)).toEqual([]);
}
