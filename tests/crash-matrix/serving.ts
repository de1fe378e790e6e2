import type { AdObject, LedgerEntry } from '@sip/ad-sandbox/ad-objects';
import type { Platform } from '../../contracts/values.ts';

/** What a platform shows of a campaign after one change, and who made it. */
export type Moment = {
  at: number;
  who: string;
  /** Ads that serve, each by what it says and where it is; twice the same is a twin. */
  serving: string[];
  /** How many of these a person made: nobody approved them. */
  foreign: number;
  /** Daily budgets of what serves, or of the campaign while nothing does, in micros. */
  dailyMicros: number;
  /** Whether the platform holds a campaign of that name that is not removed, and how many. */
  living: number;
};

const REMOVED = ['REMOVED', 'ARCHIVED', 'DELETED', 'PENDING_DELETION'];
type Fields = Record<string, unknown>;

/** The history of the campaigns whose name begins with `name`, from a simulator's journal alone. */
export function momentsOf(platform: Platform, ledger: readonly LedgerEntry[], name: string): Moment[] {
  const objects: Objects = new Map();
  const moments: Moment[] = [];
  let before = '';
  for (const { at, who, by, changes } of ledger) {
    for (const { op, kind, id, account, fields } of changes) {
      const isForeign =
        objects.get(`${kind}/${id}`)?.isForeign === true || (by === 'person' && op === 'create');
      if (fields === null) objects.delete(`${kind}/${id}`);
      else objects.set(`${kind}/${id}`, { kind, id, account, fields, isForeign });
    }
    const shown = platform === 'google-ads' ? googleOf(objects, name) : linkedInOf(objects, name);
    const now = JSON.stringify(shown);
    if (now !== before) moments.push({ at: Date.parse(at), who, ...shown });
    before = now;
  }
  return moments;
}

type Shown = Pick<Moment, 'serving' | 'foreign' | 'dailyMicros' | 'living'>;
type Objects = Map<string, AdObject & { isForeign: boolean }>;

function googleOf(objects: Objects, name: string): Shown {
  const campaigns = living(objects, 'campaign').filter(({ fields }) =>
    String(fields['name']).startsWith(name),
  );
  const serving: string[] = [];
  let foreign = 0;
  let dailyMicros = 0;
  for (const { fields } of campaigns) {
    const budget = objects.get(`campaignBudget/${last(fields['campaignBudget'])}`);
    dailyMicros += Number(budget?.fields['amountMicros'] ?? 0);
    if (fields['status'] !== 'ENABLED') continue;
    for (const group of living(objects, 'adGroup')) {
      if (group.fields['campaign'] !== fields['resourceName'] || group.fields['status'] !== 'ENABLED')
        continue;
      for (const ad of living(objects, 'adGroupAd'))
        if (ad.fields['adGroup'] === group.fields['resourceName'] && ad.fields['status'] === 'ENABLED') {
          serving.push(`${String(group.fields['name'])}: ${wordsOf(ad.fields['ad'])}`);
          if (ad.isForeign) foreign += 1;
        }
    }
  }
  return { serving: serving.sort(), foreign, dailyMicros, living: campaigns.length };
}

function linkedInOf(objects: Objects, name: string): Shown {
  const groups = living(objects, 'campaignGroup').filter(({ fields }) =>
    String(fields['name']).startsWith(name),
  );
  const serving: string[] = [];
  let foreign = 0;
  let dailyMicros = 0;
  for (const group of groups)
    for (const campaign of living(objects, 'campaign')) {
      if (last(campaign.fields['campaignGroup'], ':') !== group.id) continue;
      if (campaign.isForeign && campaign.fields['status'] !== 'ACTIVE') continue; // it costs nothing, and is not ours
      dailyMicros +=
        Number((campaign.fields['dailyBudget'] as { amount?: string } | undefined)?.amount ?? 0) * 1e6;
      if (group.fields['status'] !== 'ACTIVE' || campaign.fields['status'] !== 'ACTIVE') continue;
      for (const creative of living(objects, 'creative', 'intendedStatus'))
        if (
          last(creative.fields['campaign'], ':') === campaign.id &&
          creative.fields['intendedStatus'] === 'ACTIVE'
        ) {
          serving.push(`${String(campaign.fields['name'])}: ${JSON.stringify(creative.fields['content'])}`);
          if (creative.isForeign) foreign += 1;
        }
    }
  return { serving: serving.sort(), foreign, dailyMicros, living: groups.length };
}

const living = (objects: Objects, kind: string, status = 'status') =>
  [...objects.values()].filter(
    (object) => object.kind === kind && !REMOVED.includes(String(object.fields[status])),
  );

const last = (reference: unknown, separator = '/') => String(reference).split(separator).at(-1) ?? '';

const wordsOf = (ad: unknown) => {
  const { responsiveSearchAd, finalUrls } = (ad ?? {}) as Fields;
  return JSON.stringify([responsiveSearchAd, finalUrls]);
};
