import { expect } from 'vitest';
import { until } from '../../client/testing/until.ts';
import type { Alert, AlertRules } from '../../contracts/analytics/alerts.ts';
import { newsContracts, type News } from '../../contracts/analytics/news.ts';
import { addDays, dayOf, eachDay } from '../../lib/time.ts';
import { expectAnswer } from './house.ts';
import type { Visitor } from './visitor.ts';

/** Sends figures of a day unlike the days before, sees the alert that follows, and sets what alerts rest on. */
export async function seeAlert(owner: Visitor): Promise<void> {
  // of a campaign that is archived nothing is said
  const [campaignId = ''] = await owner.idsOf('/api/campaigns?status=draft');
  const { platforms, budget } = await owner.campaign(campaignId);
  const [platform = 'google-ads'] = platforms;
  const today = dayOf(new Date());
  const figures = { campaignId, platform, impressions: 10, clicks: 1, currency: budget.currency };
  const rows = eachDay(addDays(today, -29), addDays(today, -1)).map((date) => ({
    ...figures,
    date,
    costMicros: date === addDays(today, -1) ? 90_000_000_000 : 1_000_000,
  }));
  const { last } = await owner.read<News>('/api/analytics/news');
  const sent = await owner.ask<{ accepted: number }>('POST', '/api/analytics/metrics', { body: { rows } });
  expect(sent.body).toMatchObject({ accepted: rows.length });
  const { data } = await until(
    () => owner.read<{ data: Alert[] }>('/api/analytics/alerts?limit=100'),
    (page) => page.data.some(({ code }) => code === 'SPEND_JUMPED'),
  );
  const alert = data.find(({ code }) => code === 'SPEND_JUMPED');
  const path = `/api/analytics/alerts/${alert?.id}/acknowledge`;
  await expectAnswer(owner, 200, 'POST', path, { body: { note: 'It was planned.' } });
  const news = await owner.read<News>(`/api/analytics/news?after=${last}`);
  expect(news.figures.length + news.alerts.length).toBeGreaterThan(0);
  expect(await owner.firstEvent(newsContracts.news)).toMatchObject({ missed: false, more: false });
  const { data: pacing } = await owner.read<{ data: { campaignId: string }[] }>(
    '/api/analytics/pacing?limit=100',
  );
  expect(pacing.map((one) => one.campaignId)).toContain(campaignId);
  const subscription = '/api/analytics/alert-subscription';
  expect(await owner.read(subscription)).toEqual({ mail: false });
  await expectAnswer(owner, 200, 'PUT', subscription, { body: { mail: true } });
  const rules = await owner.read<AlertRules>('/api/analytics/alert-rules');
  await expectAnswer(owner, 200, 'PUT', '/api/analytics/alert-rules', { body: { ...rules, silentDays: 3 } });
}
