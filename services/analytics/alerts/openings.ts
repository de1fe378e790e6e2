import { v7 as uuidv7 } from 'uuid';
import type { RecentChange } from '../../../contracts/analytics/alerts.ts';
import { historyContracts, type Change } from '../../../contracts/campaign/history.ts';
import { addDays } from '../../../lib/time.ts';
import type { Call } from '../../../mixins/call.ts';
import { bodyOf } from './domain/compare.ts';
import type { Finding } from './domain/finding.ts';
import type { NewAlert } from './store/alerts.ts';

/** Changes of this many days before the first day of an alert, and of its own days, are told with it. */
const DAYS_BEFORE = 3;
const MOST_CHANGES = 5;
const MOST_READ = 50;

export type Opening = NewAlert;

/**
 * The alerts that are to be opened, with what was changed of their campaigns just before. A history that cannot be read is not
 * known (null), and keeps no alert back.
 */
export async function openingsOf(call: Call, findings: readonly Finding[]): Promise<Opening[]> {
  const histories = new Map<string, readonly Change[] | null>();
  for (const { campaignId } of findings)
    if (!histories.has(campaignId)) histories.set(campaignId, await historyOf(call, campaignId));
  return findings.map((finding) => {
    const { key, campaignId, until } = finding;
    const changes = histories.get(campaignId) ?? null;
    return {
      id: uuidv7(),
      key,
      campaignId,
      until,
      body: bodyOf(finding, changes && recent(changes, finding)),
    };
  });
}

async function historyOf(call: Call, id: string): Promise<readonly Change[] | null> {
  try {
    return (await call(historyContracts.history, { id, limit: MOST_READ })).data;
  } catch {
    return null;
  }
}

function recent(changes: readonly Change[], { from, to }: Finding): RecentChange[] {
  const first = addDays(from, -DAYS_BEFORE);
  const last = addDays(to, 1);
  return changes
    .filter(({ at }) => at >= first && at < `${last}T24`)
    .slice(0, MOST_CHANGES)
    .map(({ at, actor, action, fields }) => ({
      at,
      actor,
      action,
      fields: fields.slice(0, 20).map(({ path }) => path),
    }));
}
