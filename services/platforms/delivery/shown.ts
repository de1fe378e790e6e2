import type { DeliveryNews } from '../../../contracts/campaign/delivery.ts';
import { QUOTED } from '../../../contracts/campaign/delivery.ts';
import type { DeliveryObject, PlatformDelivery } from '../../../contracts/platforms/delivery.ts';
import { outdated, overallOf } from './domain/overall.ts';
import type { ShownRow } from './store/delivery-store.ts';

const NOT_READ = { code: 'NOT_READ', sentence: 'The platform has not been asked yet.' };

/** The rows of one publication as people see them now: what was read too long ago, or before a change, is not known any more. */
export function shownDelivery(
  rows: readonly ShownRow[],
  staleMs: number,
  now: Date,
): PlatformDelivery | null {
  const [first] = rows;
  if (!first) return null;
  const { platform, adAccountId, changedAt, errorCode, errorMessage } = first;
  const times = rows.flatMap(({ asOf }) => (asOf === null ? [] : [asOf.getTime()]));
  const asOf = times.length === 0 ? null : new Date(Math.min(...times));
  const objects = rows.flatMap((row) => objectOf(row, staleMs, now));
  const old = outdated(asOf, { changedAt, staleMs }, now);
  const overall = overallOf(objects);
  return {
    platform,
    adAccountId,
    ...(old === null ? overall : { state: 'unknown' as const, reasons: [old, ...overall.reasons] }),
    asOf: asOf?.toISOString() ?? null,
    ...(old === null ? switchOf(rows) : NO_SWITCH),
    validUntil: asOf === null ? null : new Date(asOf.getTime() + staleMs).toISOString(),
    error: errorCode === null ? null : { code: errorCode, message: errorMessage ?? '' },
    objects,
  };
}

function objectOf(row: ShownRow, staleMs: number, now: Date): DeliveryObject[] {
  const { key, kind, externalId, name, state, codes, sentences, topics, asOf, changedAt } = row;
  if (key === null || kind === null) return [];
  const old = outdated(asOf, { changedAt, staleMs }, now);
  const reasons = (codes ?? []).map((code, at) => ({ code, sentence: sentences?.[at] ?? '' }));
  return [
    {
      kind,
      key,
      name,
      externalId,
      state: old === null ? (state ?? 'unknown') : 'unknown',
      reasons: state === null ? [NOT_READ] : old === null ? reasons : [old, ...reasons],
      policyTopics: topics ?? [],
      asOf: asOf?.toISOString() ?? null,
    },
  ];
}

const NO_SWITCH = { enabled: null, beginsOn: null };

/** What people have set of the campaign there. */
function switchOf(rows: readonly ShownRow[]): Pick<PlatformDelivery, 'enabled' | 'beginsOn'> {
  const campaign = rows.find(({ kind }) => kind === 'campaign');
  return campaign ? { enabled: campaign.enabled, beginsOn: campaign.beginsOn } : NO_SWITCH;
}

/** The rows of several publications, one list each. */
export function byPublication(rows: readonly ShownRow[]): ShownRow[][] {
  return [...Map.groupBy(rows, ({ publicationId }) => publicationId).values()];
}

const TROUBLE = ['disapproved', 'held'];

/** What campaign is told of one publication. */
export function newsOf(rows: readonly ShownRow[], staleMs: number, now: Date): DeliveryNews[] {
  const shown = shownDelivery(rows, staleMs, now);
  const campaignId = rows[0]?.campaignId;
  if (shown === null || campaignId === undefined) return [];
  const { platform, state, reasons, enabled, beginsOn, asOf, validUntil, objects } = shown;
  const trouble = objects
    .filter((object) => TROUBLE.includes(object.state))
    .map(({ kind, name, reasons: why }) => {
      const said = why.map(({ code, sentence }) => `${sentence} (${code})`).join(' ');
      return `${kind}${name === null ? '' : ` “${name}”`}: ${said}`;
    });
  return [
    {
      campaignId,
      platform,
      state,
      reasons: reasons.slice(0, QUOTED),
      trouble: trouble.slice(0, QUOTED),
      enabled,
      beginsOn,
      asOf,
      validUntil,
    },
  ];
}
