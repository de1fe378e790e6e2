import type { Replaces } from '../../../../contracts/analytics/imports.ts';
import type { Platform } from '../../../../contracts/values.ts';
import type { Tx } from '../../../../storage/database.ts';
import { type Fact, factKey, type Figure, type KeyOfFact, WHOLE_DAY } from '../../facts/domain/fact.ts';
import type { Canonical } from '../../facts/domain/groups.ts';
import { readMembers } from '../../facts/store/members.ts';
import type { WholeDay } from '../../facts/store/whole-tellings.ts';
import { type Claim, type EmptyAccount, goneFact, seemsWhole } from '../domain/scope.ts';
import { type EarlierFact, earlierFacts, type KnownDay, knownDays } from './earlier-facts.ts';

/** What of a platform a file tells. */
export type ToldPlatform = {
  readonly platform: Platform;
  readonly campaignIds: readonly string[];
  readonly canonical: Canonical;
  /** By campaign, as it counts: the days of which the file has lines. */
  readonly days: ReadonlyMap<string, ReadonlySet<string>>;
  readonly grains: readonly number[];
  readonly costMicros: number;
  /** All campaigns of its ad accounts; null where nobody knows which accounts they are, or it does not seem to tell them. */
  readonly inAccounts: readonly string[] | null;
};

/** A day of a campaign that a file does not have, though it tells all of its account. */
export type OtherDay = KnownDay & { readonly platform: Platform; readonly isEmpty: boolean };

/** What a file replaces beside its own rows and the days of its own campaigns. */
export type Others = { readonly replaces: Replaces; readonly days: readonly OtherDay[] };

/**
 * Finds what other campaigns of the file's accounts have on its days, in a transaction that has all of them. `isToldAgain` says
 * whether a platform's lines tell again something that was known.
 */
export async function findOthers(
  tx: Tx,
  organizationId: string,
  claim: Claim,
  platforms: readonly ToldPlatform[],
  isToldAgain: (told: ToldPlatform) => Promise<boolean>,
): Promise<Others> {
  if (claim.replaces === 'rows' || platforms.length === 0) return { replaces: 'rows', days: [] };
  const all: OtherDay[] = [];
  let replaces: Replaces = claim.replaces;
  for (const told of platforms) {
    const days = replaces === 'account' ? await otherDays(tx, organizationId, claim, told) : null;
    const isWhole =
      days !== null &&
      (claim.isProved ||
        seemsWhole({
          campaigns: new Set(told.campaignIds).size,
          toldAgain: (await isToldAgain(told)) ? 1 : 0,
          cost: told.costMicros,
          missingCost: await costOf(tx, organizationId, days),
        }));
    if (!isWhole) replaces = 'campaigns';
    else for (const day of days) all.push(day);
  }
  return { replaces, days: all };
}

/** The days of other campaigns of a platform's accounts; null where nobody knows which accounts they are. */
async function otherDays(
  tx: Tx,
  organizationId: string,
  claim: Claim,
  told: ToldPlatform,
): Promise<OtherDay[] | null> {
  const { platform, campaignIds, days: own, inAccounts: campaigns } = told;
  const [first, ...finer] = told.grains;
  if (first === undefined || finer.length > 0 || campaigns === null) return null;
  const canonical = await readMembers(tx, organizationId, [...new Set([...campaigns, ...campaignIds])]);
  const dates = new Set([...own.values()].flatMap((days) => [...days]));
  const everything = await knownDays(
    tx,
    { organizationId, platform, canonical },
    campaigns,
    claim.days ?? rangeOf(dates),
  );
  const known = everything.filter(
    ({ campaignId, date }) =>
      !own.get(canonical.get(campaignId) ?? campaignId)?.has(date) &&
      (claim.days !== null || dates.has(date)),
  );
  return daysOfGrain(known, platform, first);
}

/** Finds what vanishes by a file which says that nothing was measured in an account: everything that it had on these days. */
export async function findEmptied(
  tx: Tx,
  organizationId: string,
  { platform, days, grain }: EmptyAccount,
  campaigns: readonly string[],
): Promise<Others> {
  const canonical = await readMembers(tx, organizationId, campaigns);
  const known = await knownDays(tx, { organizationId, platform, canonical }, campaigns, days);
  return { replaces: 'account', days: daysOfGrain(known, platform, grain) };
}

/** The days that a telling of this grain does not have. */
function daysOfGrain(known: readonly KnownDay[], platform: Platform, grain: number): OtherDay[] {
  const days = known
    .filter((day) => day.grain === grain)
    .map((day) => ({ ...day, platform, isEmpty: false }));
  return grain > 0 ? days : [...days, ...emptyDays(known, platform)];
}

/**
 * Days of campaigns of which only finer facts are known: an account's file by campaign does not have the campaign, so it had nothing
 * on that day. A file by ad group or keyword does not say so: there are campaigns without either.
 */
function emptyDays(known: readonly KnownDay[], platform: Platform): OtherDay[] {
  const dayOf = ({ campaignId, date }: KnownDay) => `${campaignId} ${date}`;
  const withRow = new Set(known.filter(({ grain }) => grain === 0).map(dayOf));
  const finer = known.filter((day) => !withRow.has(dayOf(day)));
  const days = new Map(
    finer.map((day) => [dayOf(day), { ...day, grain: 0, facts: 0, platform, isEmpty: true }]),
  );
  return [...days.values()];
}

/** So many facts are told to be gone at a time. */
const FACTS_OF_BATCH = 2_000;

/** The facts of other days as they are saved, some at a time, and how many of them counted until now. */
export async function* goneOf(
  tx: Tx,
  organizationId: string,
  days: readonly OtherDay[],
  measures: readonly Figure[],
): AsyncGenerator<{ gone: Fact[]; rows: number; whole: WholeDay[] }> {
  for (const whole of batchesOf(days)) {
    const earlier = await earlierOf(tx, organizationId, whole);
    const rows = earlier.filter(({ gone }) => !gone).length;
    yield { gone: earlier.map((fact) => asGone(fact, measures)), rows, whole };
  }
}

async function costOf(tx: Tx, organizationId: string, days: readonly OtherDay[]): Promise<number> {
  let cost = 0;
  for (const batch of batchesOf(days))
    for (const fact of await earlierOf(tx, organizationId, batch)) cost += fact.costMicros;
  return cost;
}

async function earlierOf(tx: Tx, organizationId: string, days: readonly OtherDay[]): Promise<EarlierFact[]> {
  const canonical = await readMembers(tx, organizationId, idsOf(days));
  const known = days.filter(({ isEmpty }) => !isEmpty);
  const facts = await earlierFacts(tx, organizationId, known, canonical);
  return [...facts, ...days.filter(({ isEmpty }) => isEmpty).map(withoutFacts)];
}

/** Days in batches of about as many facts. A day may have several currencies: it stays whole. */
function batchesOf(days: readonly OtherDay[]): OtherDay[][] {
  const byDay = new Map<string, OtherDay>();
  for (const day of days) {
    const key = `${day.campaignId} ${day.platform} ${day.date} ${day.grain}`;
    byDay.set(key, { ...day, facts: day.facts + (byDay.get(key)?.facts ?? 0) });
  }
  const batches: OtherDay[][] = [];
  let facts = Infinity;
  for (const day of byDay.values()) {
    if (facts >= FACTS_OF_BATCH) {
      batches.push([]);
      facts = 0;
    }
    batches.at(-1)?.push(day);
    facts += Math.max(1, day.facts);
  }
  return batches;
}

/** What the own campaigns of a slice of a file no longer have, on the days on which it has them. */
export async function missingOf(
  tx: Tx,
  organizationId: string,
  facts: readonly Fact[],
  measures: readonly Figure[],
) {
  const whole = daysOf(facts);
  const canonical = await readMembers(tx, organizationId, idsOf(facts));
  const earlier = await earlierFacts(tx, organizationId, whole, canonical);
  const counted = <Key extends KeyOfFact>(fact: Key) =>
    factKey({ ...fact, campaignId: canonical.get(fact.campaignId) ?? fact.campaignId });
  const told = new Set(facts.map(counted));
  const missing = earlier.filter((fact) => !told.has(counted(fact)));
  return {
    gone: missing.map((fact) => asGone(fact, measures)),
    rows: missing.filter(({ gone }) => !gone).length,
    whole,
    /** How many facts were told before that these tell again. */
    toldAgain: earlier.length - missing.length,
  };
}

function asGone({ costMicros: _, gone: __, ...fact }: EarlierFact, measures: readonly Figure[]): Fact {
  return goneFact(fact, measures);
}

const idsOf = (of: readonly { campaignId: string }[]): string[] => [
  ...new Set(of.map(({ campaignId }) => campaignId)),
];

const withoutFacts = ({ campaignId, platform, date, grain, currency }: OtherDay): EarlierFact => ({
  ...{ campaignId, platform, date, grain, currency },
  ...{ hour: WHOLE_DAY, adGroup: '', ad: '', keyword: '', costMicros: 0, gone: true },
});

function daysOf(facts: readonly Fact[]): WholeDay[] {
  const days = new Map<string, WholeDay>();
  for (const { campaignId, platform, date, grain } of facts)
    days.set(`${campaignId} ${date} ${grain}`, { campaignId, platform, date, grain });
  return [...days.values()];
}

function rangeOf(dates: ReadonlySet<string>) {
  let [from, to] = ['', ''];
  for (const date of dates) {
    if (from === '' || date < from) from = date;
    if (date > to) to = date;
  }
  return { from, to };
}
