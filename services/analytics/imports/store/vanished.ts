import type { Replaces } from '../../../../contracts/analytics/imports.ts';
import { PLATFORMS, type Platform } from '../../../../contracts/values.ts';
import type { Tx } from '../../../../storage/database.ts';
import {
  type Fact,
  factKey,
  type Figure,
  FIGURES,
  type KeyOfFact,
  WHOLE_DAY,
} from '../../facts/domain/fact.ts';
import type { Canonical } from '../../facts/domain/groups.ts';
import { readMembers } from '../../facts/store/members.ts';
import type { WholeDay } from '../../facts/store/whole-tellings.ts';
import { type Claim, type EmptyAccount, goneFact, measuresOf, seemsWhole } from '../domain/scope.ts';
import {
  campaignsInAccount,
  campaignsOfAccounts,
  type EarlierFact,
  earlierFacts,
  type KnownDay,
  knownDays,
} from './earlier-facts.ts';

/** What a file replaces beside its own rows. */
export type Vanished = {
  readonly replaces: Replaces;
  /** The earlier facts that it no longer has, as they are saved. */
  readonly gone: readonly Fact[];
  /** How many of them counted until now. */
  readonly rows: number;
  /** The days that it tells whole. */
  readonly whole: readonly WholeDay[];
};

type Parts = { days: WholeDay[]; missing: EarlierFact[] };

/**
 * Finds what vanishes by a file whose facts are these, in a transaction that holds the lock on the fact version. The campaigns of
 * the facts must be saved.
 */
export async function findVanished(
  tx: Tx,
  organizationId: string,
  claim: Claim,
  facts: readonly Fact[],
): Promise<Vanished> {
  if (claim.replaces === 'rows' || facts.length === 0)
    return { replaces: 'rows', gone: [], rows: 0, whole: [] };
  const measures = measuresOf(facts);
  const own: Parts = { days: [], missing: [] };
  let replaces = claim.replaces;
  for (const platform of PLATFORMS) {
    const here = facts.filter((fact) => fact.platform === platform);
    if (here.length === 0) continue;
    const parts = await ofCampaigns(tx, organizationId, here);
    const others = replaces === 'account' ? await ofAccounts(tx, organizationId, claim, here) : null;
    const isWhole = others !== null && (claim.isProved || looksWhole(here, parts, others));
    if (!isWhole) replaces = 'campaigns';
    add(own, parts);
    if (isWhole) add(own, others);
  }
  return vanishedOf(replaces, own, measures);
}

/** Finds what vanishes by a file which says that nothing was measured in an account: everything that it had on these days. */
export async function findEmptied(
  tx: Tx,
  organizationId: string,
  { platform, externalId, days, grain }: EmptyAccount,
): Promise<Vanished> {
  const campaigns = await campaignsInAccount(tx, organizationId, platform, externalId);
  const canonical = await readMembers(tx, organizationId, campaigns);
  const known = await knownDays(tx, { organizationId, platform, canonical }, campaigns, days);
  return vanishedOf(
    'account',
    await partsOf(tx, { organizationId, platform, canonical }, known, grain),
    FIGURES,
  );
}

function vanishedOf(replaces: Replaces, { days, missing }: Parts, measures: readonly Figure[]): Vanished {
  const rows = missing.filter(({ gone }) => !gone).length;
  return { replaces, gone: missing.map((fact) => asGone(fact, measures)), rows, whole: days };
}

function add(to: Parts, parts: Pick<Parts, 'days' | 'missing'>): void {
  for (const day of parts.days) to.days.push(day);
  for (const fact of parts.missing) to.missing.push(fact);
}

function asGone({ costMicros: _, gone: __, ...fact }: EarlierFact, measures: readonly Figure[]): Fact {
  return goneFact(fact, measures);
}

/** What the file's own campaigns no longer have, on the days on which it has them. */
async function ofCampaigns(
  tx: Tx,
  organizationId: string,
  facts: readonly Fact[],
): Promise<Parts & { toldAgain: number }> {
  const days = daysOf(facts);
  const canonical = await readMembers(tx, organizationId, idsOf(facts));
  const earlier = await earlierFacts(tx, organizationId, days, canonical);
  const counted = <Key extends KeyOfFact>(fact: Key) =>
    factKey({ ...fact, campaignId: countsAs(canonical, fact) });
  const told = new Set(facts.map(counted));
  const missing = earlier.filter((fact) => !told.has(counted(fact)));
  return { days, missing, toldAgain: earlier.length - missing.length };
}

/** What other campaigns of the file's accounts have on its days; null where nobody knows which accounts they are. */
async function ofAccounts(
  tx: Tx,
  organizationId: string,
  claim: Claim,
  facts: readonly Fact[],
): Promise<Parts | null> {
  const [first, ...finer] = [...new Set(facts.map(({ grain }) => grain))];
  const platform = facts[0]?.platform;
  if (first === undefined || finer.length > 0 || !platform) return null;
  const campaigns = await campaignsOfAccounts(tx, organizationId, platform, idsOf(facts));
  if (!campaigns) return null;
  const canonical = await readMembers(tx, organizationId, [...new Set([...campaigns, ...idsOf(facts)])]);
  const dayOf = (of: { campaignId: string; date: string }) => `${countsAs(canonical, of)} ${of.date}`;
  const inFile = new Set(facts.map(dayOf));
  const fileDays = claim.days ? null : new Set(facts.map(({ date }) => date));
  const range = claim.days ?? rangeOf(facts);
  const everything = await knownDays(tx, { organizationId, platform, canonical }, campaigns, range);
  const known = everything.filter((day) => !inFile.has(dayOf(day)) && (fileDays?.has(day.date) ?? true));
  return partsOf(tx, { organizationId, platform, canonical }, known, first);
}

/** Days that a telling of this grain does not have, with what was told of them before. */
async function partsOf(
  tx: Tx,
  {
    organizationId,
    platform,
    canonical,
  }: { organizationId: string; platform: Platform; canonical: Canonical },
  known: readonly KnownDay[],
  grain: number,
): Promise<Parts> {
  const days = known.filter((day) => day.grain === grain).map((day) => ({ ...day, platform }));
  const missing = await earlierFacts(tx, organizationId, days, canonical);
  if (grain > 0) return { days, missing };
  const empty = emptyDays(known, platform);
  return { days: [...days, ...empty], missing: [...missing, ...empty.map(withoutFacts)] };
}

/** Linked campaigns are one: what a file tells of one of them has not vanished of the other. */
const countsAs = (canonical: Canonical, { campaignId }: { campaignId: string }): string =>
  canonical.get(campaignId) ?? campaignId;

const idsOf = (facts: readonly Fact[]): string[] => [...new Set(facts.map(({ campaignId }) => campaignId))];

/**
 * Days of campaigns of which only finer facts are known: an account's file by campaign does not have the campaign, so it had nothing
 * on that day. A file by ad group or keyword does not say so: there are campaigns without either.
 */
function emptyDays(known: readonly KnownDay[], platform: Platform): (WholeDay & { currency: string })[] {
  const withRow = new Set(
    known.filter(({ grain }) => grain === 0).map(({ campaignId, date }) => `${campaignId} ${date}`),
  );
  const finer = known.filter(({ campaignId, date }) => !withRow.has(`${campaignId} ${date}`));
  const days = new Map(finer.map((day) => [`${day.campaignId} ${day.date}`, { ...day, grain: 0, platform }]));
  return [...days.values()];
}

const withoutFacts = ({
  campaignId,
  platform,
  date,
  grain,
  currency,
}: WholeDay & { currency: string }): EarlierFact => ({
  ...{ campaignId, platform: platform as Platform, date, grain, currency },
  ...{ hour: WHOLE_DAY, adGroup: '', ad: '', keyword: '', costMicros: 0, gone: true },
});

function looksWhole(
  facts: readonly Fact[],
  { toldAgain }: { toldAgain: number },
  { missing }: Parts,
): boolean {
  return seemsWhole({
    campaigns: new Set(facts.map(({ campaignId }) => campaignId)).size,
    toldAgain,
    cost: facts.reduce((sum, { costMicros }) => sum + (costMicros ?? 0), 0),
    missingCost: missing.reduce((sum, { costMicros }) => sum + costMicros, 0),
  });
}

function daysOf(facts: readonly Fact[]): WholeDay[] {
  const days = new Map<string, WholeDay>();
  for (const { campaignId, platform, date, grain } of facts)
    days.set(`${campaignId} ${date} ${grain}`, { campaignId, platform, date, grain });
  return [...days.values()];
}

function rangeOf(facts: readonly Fact[]) {
  let [from, to] = [facts[0]?.date ?? '', facts[0]?.date ?? ''];
  for (const { date } of facts) {
    if (date < from) from = date;
    if (date > to) to = date;
  }
  return { from, to };
}
