import { PLATFORMS } from '../../../../contracts/values.ts';
import type { Tx } from '../../../../storage/database.ts';
import { statement, uuid } from '../../../../storage/statement.ts';
import { type Fact, FIGURES } from '../../facts/domain/fact.ts';
import { saveFacts } from '../../facts/store/facts.ts';
import { readGroups, readMembers } from '../../facts/store/members.ts';
import type { DayRange } from '../../reports/domain/range.ts';
import { goneFact, ToldParts } from '../domain/scope.ts';
import { changesOf, totalsOfDays } from './day-totals.ts';
import type { DeletionScope } from './deletions.ts';
import { type EarlierFact, earlierFacts, knownDays } from './earlier-facts.ts';
import type { ImportOutcome } from './imports.ts';

const COUNTED = statement(
  `SELECT DISTINCT campaign_id AS id FROM daily_rollups WHERE organization_id = $1 AND date BETWEEN $2 AND $3`,
  { id: uuid },
);

/** Tells the facts of a scope to be gone, in a transaction that holds the lock on the fact version. */
export async function saveDeletion(
  tx: Tx,
  organizationId: string,
  scope: DeletionScope,
  undoUntil: Date,
): Promise<{ outcome: ImportOutcome; facts: readonly Fact[] }> {
  const earlier = await factsOf(tx, organizationId, scope);
  const facts = earlier.map(({ costMicros: _, gone: __, ...fact }) => goneFact(fact, FIGURES));
  const rows = earlier.filter(({ gone }) => !gone).length;
  const days = facts.map(({ date }) => date);
  const before = await totalsOfDays(tx, organizationId, days);
  const written = await saveFacts(tx, organizationId, facts, []);
  const changes = changesOf(before, await totalsOfDays(tx, organizationId, days));
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

async function factsOf(
  tx: Tx,
  organizationId: string,
  { platform: only, campaignIds, range }: DeletionScope,
): Promise<EarlierFact[]> {
  const asked = campaignIds ?? (await countedCampaigns(tx, organizationId, range));
  const counted = await readMembers(tx, organizationId, asked);
  const groups = await readGroups(tx, organizationId, [...new Set(counted.values())]);
  const campaigns = [...new Set([...asked, ...groups.keys()])];
  const facts: EarlierFact[] = [];
  for (const platform of PLATFORMS.filter((one) => only === null || one === only)) {
    const days = await knownDays(tx, { organizationId, platform, canonical: groups }, campaigns, range);
    const wanted = new Map(
      days.map((day) => [`${day.campaignId} ${day.date} ${day.grain}`, { ...day, platform }]),
    );
    for (const fact of await earlierFacts(tx, organizationId, [...wanted.values()], groups)) facts.push(fact);
  }
  return facts;
}

async function countedCampaigns(tx: Tx, organizationId: string, { from, to }: DayRange): Promise<string[]> {
  const rows = await tx.query(COUNTED, [organizationId, from, to]);
  return rows.map(({ id }) => id);
}
