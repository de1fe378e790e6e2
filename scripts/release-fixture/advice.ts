import type { Recommendation } from '../../contracts/campaign/advice.ts';
import { addDays, dayOf } from '../../lib/time.ts';
import { campaignBody, publish, type Campaigns } from './campaigns.ts';
import { structureFor, type Cast } from './people.ts';
import { eventually } from './person.ts';

/** Figures of three weeks in which Google does far better than LinkedIn. */
export function figuresOf(campaignId: string): object[] {
  const row = (platform: string, back: number, costMicros: number, conversions: number) => ({
    campaignId,
    platform,
    date: addDays(dayOf(new Date()), -back),
    impressions: 1_500 + back,
    clicks: 70,
    costMicros,
    conversions,
    conversionValueMicros: 90_000_000,
    currency: 'USD',
  });
  return Array.from({ length: 21 }, (_, i) => i + 1).flatMap((back) => [
    row('google-ads', back, 190_000_001, 36),
    row('linkedin-ads', back, 185_000_000, 5.5),
  ]);
}

async function advise({ owner }: Cast, id: string): Promise<Recommendation> {
  await owner.post('/api/analytics/metrics', { rows: figuresOf(id) });
  await owner.post(`/api/campaigns/${id}/optimize`);
  const { data } = await owner.ask<{ data: Recommendation[] }>(
    'GET',
    `/api/recommendations?campaignId=${id}&status=open`,
  );
  if (!data[0]) throw new Error('nothing was recommended');
  return data[0];
}

/** A recommendation of every state; the open one belongs to the live campaign. */
export async function playAdvice(cast: Cast, { live, resumed }: Campaigns): Promise<void> {
  const { owner, manager } = cast;
  const applied = await advise(cast, await publish(cast, 'One that was improved'));
  await owner.once(`/api/recommendations/${applied.id}/apply`);
  const dismissed = await advise(cast, resumed);
  await manager.post(`/api/recommendations/${dismissed.id}/dismiss`);
  await advise(cast, live);
  const expired = await publish(cast, 'One whose advice has expired');
  await advise(cast, expired);
  await owner.edit(expired, campaignBody(cast, 'One whose advice has expired', { objective: 'traffic' }));
  await owner.post(`/api/campaigns/${expired}/optimize`);
}

/** Figures at every grain, figures that later ones replaced, and files: read, partly rejected and unreadable. */
export async function playFigures(cast: Cast, id: string): Promise<void> {
  const { owner } = cast;
  const [first = {}, second = {}] = figuresOf(id);
  const rows = [
    { ...first, hour: 7, adGroup: 'Gruppe', ad: 'Anzeige', keyword: 'crm' },
    { ...first, adGroup: 'Gruppe' },
    { ...second, clicks: 71 },
    { ...second, currency: 'EUR' },
    { ...second, platform: 'nowhere' },
  ];
  await owner.post('/api/analytics/metrics', { rows });
  const day = addDays(dayOf(new Date()), -3);
  const file = `Day,Campaign,Currency code,Impr.,Clicks,Cost,Conversions\n${day},Elsewhere,USD,"1,000",10,12.50,1\n${day},Elsewhere,USD,none,5,6.25,0\n`;
  for (const [name, raw] of [
    ['report.csv', file],
    ['unreadable.csv', 'no,figures\nat,all\n'],
  ] as const) {
    const { id: importId } = await upload(cast, name, raw);
    await eventually(
      () => owner.ask<{ status: string }>('GET', `/api/analytics/imports/${importId}`),
      ({ status }) => status === 'succeeded' || status === 'failed',
    );
  }
  await owner.ask('GET', `/api/analytics/campaigns/${id}`);
}

export function upload({ owner }: Cast, name: string, raw: string): Promise<{ id: string }> {
  return owner.ask('POST', `/api/analytics/imports?platform=google-ads&fileName=${name}`, undefined, {
    raw,
    headers: { 'content-type': 'text/csv' },
  });
}

/** An ad group in the words of the model's answer. */
const WRITTEN = {
  name: 'Brand',
  keywords: [{ text: 'fixture scheduling', matchType: 'phrase' }],
  negativeKeywords: ['jobs'],
  searchAds: [
    {
      headlines: ['Fixture', 'Plan Jobs', 'Talk to Our Team'],
      descriptions: ['Plan jobs in one place.', 'Talk to our team.'],
      path1: 'fixture',
      path2: null,
    },
  ],
  textAds: [{ headline: 'Fixture', description: 'Plan jobs.' }],
};

/** Generations of a model: one that it wrote and one that it refused. */
export async function playModel(cast: Cast): Promise<void> {
  const { openai } = cast.stage;
  openai.setAnswer(() => ({ adGroups: [WRITTEN] }));
  await structureFor(cast.owner, 'Written by a model');
  openai.setMode('refusal');
  await structureFor(cast.owner, 'Refused by a model').catch(() => undefined);
}
