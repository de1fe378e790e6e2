import protobuf from 'protobufjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GoogleAdsHttp } from '../services/platforms/google-ads/http.ts';
import { readById } from '../services/platforms/google-ads/live.ts';
import { snakeCase } from '../services/platforms/google-ads/resources.ts';
import { TOLD_BY_TYPE, UNREAD } from '../services/platforms/google-ads/unread.ts';
import { resource } from './google-definitions.ts';

/** The kinds of objects that a campaign of ours is made of, each with its table in queries. */
const TABLES = {
  CampaignBudget: 'campaign_budget',
  Campaign: 'campaign',
  AdGroup: 'ad_group',
  AdGroupAd: 'ad_group_ad',
  Ad: 'ad_group_ad.ad',
  CampaignCriterion: 'campaign_criterion',
  AdGroupCriterion: 'ad_group_criterion',
  AdGroupBidModifier: 'ad_group_bid_modifier',
} as const;
const KINDS = Object.keys(TABLES) as (keyof typeof TABLES)[];

/** Every field that is asked for when a campaign is read. */
const asked = new Set<string>();
beforeAll(async () => {
  const row = {
    campaign: { id: '1', name: 'A', status: 'PAUSED', resourceName: 'customers/1/campaigns/1' },
    campaignBudget: { resourceName: 'customers/1/campaignBudgets/2' },
    customer: { currencyCode: 'USD' },
  };
  const search = (_session: unknown, query: string) => {
    const selected = /^SELECT (.*?) FROM (\w+) /.exec(query);
    for (const field of selected?.[1]?.split(',') ?? []) asked.add(field.trim());
    return Promise.resolve(selected?.[2] === 'campaign' ? [row] : []);
  };
  const session = {
    account: '1',
    loginCustomerId: null,
    currency: 'USD',
    timeZone: 'UTC',
    accessToken: () => Promise.resolve(''),
  };
  expect(await readById({ search } as unknown as GoogleAdsHttp, session, '1')).not.toBeNull();
});

/** Fields below a message that are neither asked for nor named as not read. */
function untold(kind: keyof typeof TABLES, type: protobuf.Type, path = ''): string[] {
  return type.fieldsArray.flatMap((field) => {
    const { resolvedType, repeated, partOf, name } = field.resolve();
    const at = `${path}${name}`;
    if (name === 'resourceName' || isOutput(field)) return [];
    if (asked.has(`${TABLES[kind]}.${snakeCase(at)}`) || Object.hasOwn(UNREAD[kind] ?? {}, at)) return [];
    if (kind === 'AdGroupAd' && name === 'ad') return []; // a kind of its own here
    const isKindOf = path === '' && partOf !== null && !partOf.name.startsWith('_');
    if (isKindOf && Object.hasOwn(TOLD_BY_TYPE, kind)) return [];
    const isWhole = resolvedType instanceof protobuf.Type && !repeated;
    return isWhole ? untold(kind, resolvedType, `${at}.`) : [at];
  });
}

const isOutput = ({ parsedOptions, options }: protobuf.Field): boolean =>
  JSON.stringify(parsedOptions ?? options ?? {}).includes('OUTPUT_ONLY');

describe('every field that Google lets people change on our objects', () => {
  it.each(KINDS)('is asked for whenever it is read, or named as not read: %s', (kind) => {
    expect(untold(kind, resource(kind))).toEqual([]);
  });

  it.each(KINDS)(
    'and nothing is named as not read that Google does not have, or that is asked for: %s',
    (kind) => {
      for (const path of Object.keys(UNREAD[kind] ?? {})) {
        let type: protobuf.ReflectionObject | null = resource(kind);
        for (const step of path.split('.')) {
          const field: protobuf.Field | undefined =
            type instanceof protobuf.Type ? type.fieldsArray.find(({ name }) => name === step) : undefined;
          expect(field, path).toBeDefined();
          type = field?.resolve().resolvedType ?? null;
        }
        expect(asked.has(`${TABLES[kind]}.${snakeCase(path)}`), path).toBe(false);
      }
    },
  );
});
