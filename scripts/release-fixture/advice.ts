import { factContracts } from '../../contracts/analytics/facts.ts';
import { importContracts } from '../../contracts/analytics/imports.ts';
import { reportContracts } from '../../contracts/analytics/reports.ts';
import { adviceContracts, type Recommendation } from '../../contracts/campaign/advice.ts';
import { addDays, dayOf } from '../../lib/time.ts';
import { bodyOf, publish, type Campaigns } from './campaigns.ts';
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
  await owner.call(factContracts.ingest, { rows: figuresOf(id) });
  await owner.call(adviceContracts.optimize, { id });
  const { data } = await owner.call(adviceContracts.recommendations, { campaignId: id, status: 'open' });
  if (!data[0]) throw new Error('nothing was recommended');
  return data[0];
}

/** A recommendation of every state; the open one belongs to the live campaign. */
export async function playAdvice(cast: Cast, { live, resumed }: Campaigns): Promise<void> {
  const { owner, manager } = cast;
  const applied = await advise(cast, await publish(cast, 'One that was improved'));
  await owner.once(adviceContracts.applyRecommendation, { id: applied.id });
  const dismissed = await advise(cast, resumed);
  await manager.call(adviceContracts.dismissRecommendation, { id: dismissed.id });
  await advise(cast, live);
  const expired = await publish(cast, 'One whose advice has expired');
  await advise(cast, expired);
  await owner.edit(expired, bodyOf(cast, 'One whose advice has expired', { objective: 'traffic' }));
  await owner.call(adviceContracts.optimize, { id: expired });
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
  await owner.call(factContracts.ingest, { rows });
  const day = addDays(dayOf(new Date()), -3);
  const file = `Day,Campaign,Currency code,Impr.,Clicks,Cost,Conversions\n${day},Elsewhere,USD,"1,000",10,12.50,1\n${day},Elsewhere,USD,none,5,6.25,0\n`;
  for (const [name, raw] of [
    ['report.csv', file],
    ['unreadable.csv', 'no,figures\nat,all\n'],
  ] as const) {
    const { id: importId } = await upload(cast, name, raw);
    await eventually(
      () => owner.call(importContracts.import, { id: importId }),
      ({ status }) => status === 'succeeded' || status === 'failed',
    );
  }
  await owner.call(reportContracts.campaign, { id });
}

export function upload({ owner }: Cast, name: string, raw: string): Promise<{ id: string }> {
  const named = { platform: 'google-ads', fileName: name };
  return owner.client.upload(importContracts.commitImport, { type: 'text/csv', content: raw }, named);
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
