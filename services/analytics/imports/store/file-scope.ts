import type { Platform } from '../../../../contracts/values.ts';
import type { Tx } from '../../../../storage/database.ts';
import type { KnownCampaign } from '../../facts/domain/admit.ts';
import type { Prepared } from '../../facts/store/long-writing.ts';
import type { FileContent } from '../domain/read-lines.ts';
import { type Claim, claimOf, type Declared, type EmptyAccount, emptyAccountOf } from '../domain/scope.ts';
import { campaignsInAccount } from './earlier-facts.ts';
import { campaignsInAccounts, findCampaigns, type ToldFile } from './told-file.ts';

/** What is imported: its lines are staged; `campaigns` has those that the file names by our own ids. */
export type ImportContent = {
  file: FileContent;
  campaigns: ReadonlyMap<string, KnownCampaign>;
  declared: Declared;
  isPreview: boolean;
};
/** Of which campaigns a file may change the figures, and why. */
export type FileScope = {
  readonly told: ToldFile;
  readonly claim: Claim;
  readonly empty: EmptyAccount | null;
  /** All campaigns of the ad accounts that it tells, by platform; empty where it tells less. */
  readonly inAccounts: ReadonlyMap<Platform, readonly string[]>;
};

/**
 * Finds the campaigns of a file, saving new ones, and of its accounts where it tells these whole: a writing has to have them all. One that
 * comes to an account afterwards was told later than the file.
 * @param hasRejection whether it is known that adding lines up will reject some
 */
export async function scopeOf(
  tx: Tx,
  organizationId: string,
  { file, campaigns, declared }: ImportContent,
  hasRejection: boolean,
): Promise<Prepared<FileScope>> {
  const told = await findCampaigns(tx, organizationId, file, campaigns);
  const rejectedBefore = file.rejected.count + told.inadmissible + (hasRejection ? 1 : 0);
  const claim = claimOf(file.extent, declared, rejectedBefore);
  const empty = emptyAccountOf(file, claim, declared);
  const inAccounts = new Map<Platform, readonly string[]>();
  if (empty) {
    const { platform, externalId } = empty;
    inAccounts.set(platform, await campaignsInAccount(tx, organizationId, platform, externalId));
  } else if (claim.replaces === 'account') {
    for (const [platform, all] of await campaignsInAccounts(tx, organizationId, told))
      inAccounts.set(platform, all);
  }
  const held = [...told.found.map(({ id }) => id), ...[...inAccounts.values()].flat()];
  return { campaigns: held, found: { told, claim, empty, inAccounts } };
}
