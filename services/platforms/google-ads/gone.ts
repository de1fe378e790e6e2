import { PLATFORM_NAMES } from '../../../rules/words.ts';
import { VendorFailure, type Session } from '../port.ts';
import type { GoogleAdsHttp, MutateOperation } from './http.ts';

type Search = Pick<GoogleAdsHttp, 'search'>;

/** For each collection in resource names: its table in queries, and what its objects are removed with, keeping their own status. */
const TABLES: Readonly<Record<string, readonly [table: string, ...above: string[]]>> = {
  campaignBudgets: ['campaign_budget'],
  campaigns: ['campaign'],
  campaignCriteria: ['campaign_criterion', 'campaign'],
  adGroups: ['ad_group', 'campaign'],
  adGroupCriteria: ['ad_group_criterion', 'ad_group', 'campaign'],
  adGroupAds: ['ad_group_ad', 'ad_group', 'campaign'],
  adGroupBidModifiers: ['ad_group_bid_modifier', 'ad_group', 'campaign'],
};
/** Tables whose objects are gone when they are removed: they have no status. */
const WITHOUT_STATUS: ReadonlySet<string> = new Set(['ad_group_bid_modifier']);

/** Whether a search lists the object of a resource name among those that are not removed. */
export async function isNameListed({ search }: Search, session: Session, name: string): Promise<boolean> {
  const tables = TABLES[name.split('/')[2] ?? ''];
  if (tables === undefined) throw new Error(`${name} is in no table that is known`);
  const inUse = tables
    .filter((table) => !WITHOUT_STATUS.has(table))
    .map((table) => `${table}.status != 'REMOVED'`)
    .join(' AND ');
  const query = `SELECT ${tables[0]}.resource_name FROM ${tables[0]} WHERE ${tables[0]}.resource_name = '${name}' AND ${inUse}`;
  return (await search(session, query)).length > 0;
}

/**
 * Makes a mutate. When Google calls an object gone, a search by its name has the last word.
 * @throws VendorFailure `gone` when the search does not list it; `unknown` (without a doubt, because nothing was done) when it does;
 * `refused` when Google does not say which object it means
 */
export async function confirmingGone<Result>(
  session: Session,
  operations: readonly MutateOperation[],
  http: Search,
  mutate: () => Promise<Result>,
): Promise<Result> {
  try {
    return await mutate();
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.kind !== 'gone') throw error;
    const { code, message, requestId } = error;
    const names = namesIn(operations, error.at);
    if (names.length === 0) throw new VendorFailure('refused', code, message, { requestId, cause: error });
    for (const name of names) if (!(await isNameListed(http, session, name))) throw error;
    const text = `${PLATFORM_NAMES['google-ads']} lists an object and says that it does not exist (${message}).`;
    throw new VendorFailure('unknown', 'ANSWERS_DIFFER', text, { effect: 'read', cause: error });
  }
}

const PARENT_FIELDS = ['campaignBudget', 'campaign', 'adGroup'];
/** A name that exists only inside one request. */
const TEMPORARY = /\/-\d+$/;

/**
 * The objects that an operation names: the one that it changes or removes, or what a new one hangs under. Without a place, the only
 * operation is meant.
 */
function namesIn(operations: readonly MutateOperation[], at: number | null): string[] {
  const operation = at === null && operations.length > 1 ? undefined : operations[at ?? 0];
  const [{ create, update, remove } = {}] = Object.values(operation ?? {});
  const parents = PARENT_FIELDS.map((field) => create?.[field]);
  return [remove, update?.['resourceName'], ...parents].filter(
    (name): name is string => typeof name === 'string' && !TEMPORARY.test(name),
  );
}
