import type { Change } from '../ad-objects.ts';
import type { FiguresLeaf } from '../figures/measured.ts';
import type { Standing } from '../figures/served.ts';
import { startOf } from '../figures/days.ts';
import { isObject, type Json } from '../wire.ts';
import type { GoogleAccount } from './accounts.ts';
import { idInName, resources, type ResourceKind } from './resources.ts';

/** Every keyword with every ad of its group that may be shown together, as people have set them; reviews count, the account's state does not. */
export function leavesOf(standing: Standing, account: GoogleAccount): FiguresLeaf[] {
  const enabled = (kind: ResourceKind): Json[] =>
    standing.list(kind).flatMap(({ fields }) => (fields?.['status'] === 'ENABLED' ? [fields] : []));
  const byGroup = (all: readonly Json[]): Map<unknown, Json[]> =>
    Map.groupBy(all, (fields) => fields['adGroup']);
  const keywords = byGroup(
    enabled('adGroupCriterion').filter(({ keyword, negative }) => isObject(keyword) && negative !== true),
  );
  const ads = byGroup(enabled('adGroupAd').filter(isShown));
  const groups = Map.groupBy(enabled('adGroup'), (group) => group['campaign']);
  return enabled('campaign').flatMap((campaign) => {
    const pairs = (groups.get(nameOf(campaign)) ?? []).flatMap((group) =>
      (keywords.get(nameOf(group)) ?? []).flatMap((keyword) =>
        (ads.get(nameOf(group)) ?? []).map((ad) => [nameOf(keyword), nameOf(ad), nameOf(group)]),
      ),
    );
    const dailyMicros = Math.floor(budgetOf(campaign, standing, account) / Math.max(1, pairs.length));
    const term = {
      from: momentOf(campaign['startDateTime'], account),
      until: momentOf(campaign['endDateTime'], account),
    };
    return pairs.map(([keyword = '', ad = '', group = '']) => ({
      id: `${keyword} ${ad}`,
      ...term,
      dailyMicros,
      campaign: nameOf(campaign),
      within: [keyword, ad, group, nameOf(campaign)],
    }));
  });
}

/** Where an object stands: itself, and the ad group and campaign it is in. */
export function placeOf(
  object: string,
  {
    objects,
    account,
  }: {
    objects: { get: (kind: string, id: string) => { fields: Json; account: string } | undefined };
    account: GoogleAccount;
  },
): { campaign: string; within: string[] } | undefined {
  const within: string[] = [];
  let name: unknown = object;
  while (typeof name === 'string') {
    const found = lookup(name, objects, account);
    if (found === undefined) return undefined;
    within.push(name);
    if (found.kind === 'campaign') return { campaign: name, within };
    const { parent } = resources[found.kind];
    name = parent === undefined ? undefined : found.fields[parent.field];
  }
  return undefined;
}

function lookup(
  name: string,
  objects: Parameters<typeof placeOf>[1]['objects'],
  account: GoogleAccount,
): { kind: ResourceKind; fields: Json } | undefined {
  for (const kind of ['campaign', 'adGroup', 'adGroupAd', 'adGroupCriterion'] as const) {
    const id = idInName(name, account.id, kind);
    const object = id === undefined ? undefined : objects.get(kind, id);
    if (object?.account === account.id) return { kind, fields: object.fields };
  }
  return undefined;
}

function isShown({ policySummary }: Json): boolean {
  const { approvalStatus, reviewStatus } = isObject(policySummary) ? policySummary : {};
  return approvalStatus !== 'DISAPPROVED' && reviewStatus !== 'REVIEW_IN_PROGRESS';
}

const nameOf = (fields: Json): string => String(fields['resourceName']);

function budgetOf(campaign: Json, standing: Standing, account: GoogleAccount): number {
  const id = idInName(campaign['campaignBudget'], account.id, 'campaignBudget');
  const budget: Change | undefined = id === undefined ? undefined : standing.get('campaignBudget', id);
  return Number(budget?.fields?.['amountMicros'] ?? 0);
}

/** `2026-03-01 12:00:00` in the customer's zone. */
function momentOf(text: unknown, { timeZone }: GoogleAccount): number | undefined {
  if (typeof text !== 'string') return undefined;
  const [day = '', time = '00:00:00'] = text.split(' ');
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return startOf(day, timeZone) + ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
