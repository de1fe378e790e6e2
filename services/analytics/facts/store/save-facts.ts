import type { Tx } from '../../../../storage/database.ts';
import type { Fact } from '../domain/fact.ts';
import { roundsOf } from '../domain/groups.ts';
import { lockVersions, raiseVersion } from './fact-version.ts';
import { type LongWriting, noteChange } from './writing.ts';
import { readMembers, tellMembers } from './members.ts';
import { applySums, type ChangedDay } from './rollups.ts';
import type { SharedSums } from './shared-sums.ts';
import { asTooLarge } from './too-large.ts';
import { upsertFacts } from './upsert.ts';
import { tellWhole, type WholeDay } from './whole-tellings.ts';

/** The fact versions of a write; the last is below the first when it changed nothing. */
export type Written = { firstVersion: number; lastVersion: number };

/**
 * Saves facts with distinct keys within the caller's transaction. It locks the organisation's fact version first: one writer at a
 * time, so that roll-ups are computed from facts that no other transaction is changing; a long writing has its campaigns instead. `whole`:
 * which days of which campaigns the facts tell all of, when they come from an import, which may be taken back.
 */
export async function saveFacts(
  tx: Tx,
  organizationId: string,
  facts: readonly Fact[],
  whole?: readonly WholeDay[],
  writing?: LongWriting,
): Promise<Written> {
  const { version, undoable } = writing
    ? { ...writing, version: writing.latest }
    : await lockVersions(tx, organizationId);
  const shared: SharedSums = writing ? 'later' : 'now';
  const ids = [...facts, ...(whole ?? [])].map(({ campaignId }) => campaignId);
  const canonical = await readMembers(tx, organizationId, [...new Set(ids)]);
  const groups = [...new Set(canonical.values())];
  let latest = version;
  const changedDays: ChangedDay[] = [];
  try {
    for (const { told, effective } of roundsOf(facts, canonical)) {
      const telling = { organizationId, version: latest + 1, undoable, groups, shared };
      if (told.length > 0) await tellMembers(tx, telling, told, whole !== undefined);
      const days = await upsertFacts(tx, telling, effective);
      for (const day of days) changedDays.push(day);
      if (told.length > 0 || days.length > 0) latest += 1;
    }
    if (whole && whole.length > 0) {
      latest = Math.max(latest, version + 1);
      for (const day of await tellWhole(tx, { organizationId, version: latest, canonical }, whole))
        changedDays.push(day);
    }
    if (changedDays.length > 0) await applySums(tx, organizationId, changedDays, latest, shared);
    else if (latest > version && !writing) await raiseVersion(tx, organizationId, latest);
    if (writing) noteChange(writing, latest, changedDays);
  } catch (error) {
    throw asTooLarge(error);
  }
  return { firstVersion: version + 1, lastVersion: latest };
}
