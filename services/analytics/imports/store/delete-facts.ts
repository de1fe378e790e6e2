import { PLATFORMS } from '../../../../contracts/values.ts';
import type { Tx } from '../../../../storage/database.ts';
import { statement, uuid } from '../../../../storage/statement.ts';
import { type Fact, FIGURES } from '../../facts/domain/fact.ts';
import { saveFacts } from '../../facts/store/save-facts.ts';
import type { LongWriting } from '../../facts/store/writing.ts';
import { readGroups, readMembers } from '../../facts/store/members.ts';
import type { DayRange } from '../../reports/domain/range.ts';
import { goneFact, ToldParts } from '../domain/scope.ts';
import { changesOf, totalsOfDays, withOwnChanges } from './day-totals.ts';
import type { DeletionScope } from './deletions.ts';
import { type EarlierFact, earlierFacts, knownDays } from './earlier-facts.ts';
import type { ImportOutcome } from './imports.ts';

const COUNTED = statement(
  `SELECT DISTINCT campaign_id AS id FROM daily_rollups WHERE organization_id = $1 AND date BETWEEN $2 AND $3`,
  { id: uuid },
);

type By = { organizationId: string; writing: LongWriting; undoUntil: Date };

/** Tells the facts of a scope to be gone, in the transaction of a long writing that has its campaigns. */
export async function saveDeletion(
  tx: Tx,
  { organizationId, writing, undoUntil }: By,
  scope: DeletionScope,
  campaigns: readonly string[],
): Promise<{ outcome: ImportOutcome; facts: readonly Fact[] }> {
  const earlier = await factsOf(tx, organizationId, scope, campaigns);
  const facts = earlier.map(({ costMicros: _, gone: __, ...fact }) => goneFact(fact, FIGURES));
  const rows = earlier.filter(({ gone }) => !gone).length;
  const days = facts.map(({ date }) => date);
  const before = await totalsOfDays(tx, organizationId, days);
  const written = await saveFacts(tx, organizationId, facts, [], writing);
  const changes = changesOf(before, await withOwnChanges(tx, organizationId, before));
  const claim = {
    replaces: 'campaigns',
    isDeclared: true,
    isProved: true,
    days: scope.range,
    note: null,
  } as const;
  const told = new ToldParts();
  told.add(facts);
  const outcome: ImportOutcome = {
    status: 'succeeded',
    platform: scope.platform,
    rows: 0,
    accepted: 0,
    rejectedCount: 0,
    rejected: [],
    warningCount: 0,
    warnings: [],
    error: null,
    scope: told.scope(claim, { replaces: 'campaigns', rows }),
    changes,
    written: written.lastVersion < written.firstVersion ? null : { ...written, undoUntil },
  };
  return { outcome, facts };
}

/** The campaigns of a scope, with those that count as the same ones. */
export async function campaignsOf(
  tx: Tx,
  organizationId: string,
  { campaignIds, range }: DeletionScope,
): Promise<string[]> {
  const asked = campaignIds ?? (await countedCampaigns(tx, organizationId, range));
  const counted = await readMembers(tx, organizationId, asked);
  const groups = await readGroups(tx, organizationId, [...new Set(counted.values())]);
  return [...new Set([...asked, ...groups.keys()])];
}

async function factsOf(
  tx: Tx,
  organizationId: string,
  { platform: only, range }: DeletionScope,
  campaigns: readonly string[],
): Promise<EarlierFact[]> {
  const canonical = await readMembers(tx, organizationId, campaigns);
  const facts: EarlierFact[] = [];
  for (const platform of PLATFORMS.filter((one) => only === null || one === only)) {
    const days = await knownDays(tx, { organizationId, platform, canonical }, campaigns, range);
    const wanted = new Map(
      days.map((day) => [`${day.campaignId} ${day.date} ${day.grain}`, { ...day, platform }]),
    );
    for (const fact of await earlierFacts(tx, organizationId, [...wanted.values()], canonical))
      facts.push(fact);
  }
  return facts;
}

async function countedCampaigns(tx: Tx, organizationId: string, { from, to }: DayRange): Promise<string[]> {
  const rows = await tx.query(COUNTED, [organizationId, from, to]);
  return rows.map(({ id }) => id);
}
