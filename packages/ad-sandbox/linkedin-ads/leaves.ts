import type { FiguresLeaf } from '../figures/measured.ts';
import type { Standing } from '../figures/served.ts';
import { isObject, type Json } from '../wire.ts';
import { CAMPAIGN_URN, GROUP_URN, type Holder } from './writing.ts';
import { entities } from './entities.ts';

/** A budget for the whole time is spent in so many days. */
const DAYS_OF_A_TOTAL = 30;

/** Every creative that may be shown, as people have set it, its campaign and its group. */
export function leavesOf(standing: Standing): FiguresLeaf[] {
  const living = (kind: string, status: string): { id: string; fields: Json }[] =>
    standing.list(kind).flatMap(({ id, fields }) => (fields?.[status] === 'ACTIVE' ? [{ id, fields }] : []));
  const creatives = Map.groupBy(
    living('creative', 'intendedStatus').filter(({ fields }) => isShown(fields)),
    ({ fields }) => fields['campaign'],
  );
  const groups = new Map(
    living('campaignGroup', 'status').map(({ id, fields }) => [`${GROUP_URN}${id}`, fields]),
  );
  return living('campaign', 'status').flatMap(({ id, fields }): FiguresLeaf[] => {
    const campaign = `${CAMPAIGN_URN}${id}`;
    const groupUrn = String(fields['campaignGroup']);
    const group = groups.get(groupUrn);
    if (group === undefined) return [];
    const own = creatives.get(campaign) ?? [];
    const dailyMicros = Math.floor(dailyOf(fields) / Math.max(1, own.length));
    const terms = [termOf(group), termOf(fields)];
    const from = latest(terms.map(({ start }) => start));
    const until = earliest(terms.map(({ end }) => end));
    return own.map((creative) => {
      const urn = `${entities.creatives.urn}${creative.id}`;
      return { id: urn, from, until, dailyMicros, campaign: groupUrn, within: [urn, campaign, groupUrn] };
    });
  });
}

/** Where an entity stands: itself, and the campaign and group it is in. */
export function placeOf(
  urn: string,
  { objects, account }: Holder,
): { campaign: string; within: string[] } | undefined {
  const within: string[] = [];
  let next: unknown = urn;
  while (typeof next === 'string') {
    const name = next;
    const entity = Object.values(entities).find((one) => name.startsWith(one.urn));
    const object = entity === undefined ? undefined : objects.get(entity.kind, name.slice(entity.urn.length));
    if (entity === undefined || object?.account !== account.id) return undefined;
    within.push(name);
    if (entity.kind === 'campaignGroup') return { campaign: name, within };
    next = object.fields[entity.kind === 'creative' ? 'campaign' : 'campaignGroup'];
  }
  return undefined;
}

function isShown({ review }: Json): boolean {
  const status = isObject(review) ? review['status'] : undefined;
  return status !== 'PENDING' && status !== 'NEEDS_REVIEW' && status !== 'REJECTED';
}

function dailyOf({ dailyBudget, totalBudget }: Json): number {
  const daily = isObject(dailyBudget) ? Number(dailyBudget['amount']) : Number.NaN;
  const total = isObject(totalBudget) ? Number(totalBudget['amount']) / DAYS_OF_A_TOTAL : 0;
  return (Number.isFinite(daily) ? daily : total) * 1_000_000;
}

function termOf({ runSchedule }: Json): { start: number | undefined; end: number | undefined } {
  const { start, end } = isObject(runSchedule) ? runSchedule : {};
  return {
    start: typeof start === 'number' ? start : undefined,
    end: typeof end === 'number' ? end : undefined,
  };
}

const known = (moments: readonly (number | undefined)[]): number[] =>
  moments.filter((one) => one !== undefined);
const latest = (moments: readonly (number | undefined)[]): number | undefined =>
  known(moments).length === 0 ? undefined : Math.max(...known(moments));
const earliest = (moments: readonly (number | undefined)[]): number | undefined =>
  known(moments).length === 0 ? undefined : Math.min(...known(moments));
