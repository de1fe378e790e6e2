import type { Platform } from '../../../../contracts/values.ts';
import { PLATFORMS } from '../../../../contracts/values.ts';
import type { Tx } from '../../../../storage/database.ts';
import type { KnownCampaign } from '../../facts/domain/admit.ts';
import type { Told } from '../../facts/domain/external-campaign.ts';
import type { Canonical } from '../../facts/domain/groups.ts';
import { reportedCampaigns } from '../../facts/store/external-campaigns.ts';
import { lockVersion } from '../../facts/store/fact-version.ts';
import { readMembers } from '../../facts/store/members.ts';
import { mentionKey, mentionsIn } from '../domain/import-lines.ts';
import type { FileContent } from '../domain/read-lines.ts';
import type { FileCampaign } from '../domain/staged-line.ts';
import { campaignsOfAccounts } from './earlier-facts.ts';
import { type FileGroup, gathered, stagedDays } from './staging.ts';
import type { ToldPlatform } from './vanished.ts';

/** A campaign of a file with what it was found to be. */
type Found = {
  readonly place: number;
  readonly campaign: FileCampaign;
  readonly id: string;
  readonly grains: readonly number[];
};

/** The campaigns of a file as they are known. `inadmissible`: how many lines name a campaign that is not, or is in another currency. */
export type ToldFile = {
  readonly told: ReadonlyMap<string, Told>;
  readonly known: ReadonlyMap<string, KnownCampaign>;
  readonly canonical: Canonical;
  readonly groups: readonly FileGroup[];
  readonly found: readonly Found[];
  readonly inadmissible: number;
};

/**
 * Finds the campaigns of a file, and saves those that are new, in a transaction that holds the lock on the fact version. `own` has
 * those that it names by our ids.
 */
export async function findCampaigns(
  tx: Tx,
  organizationId: string,
  { campaigns }: FileContent,
  own: ReadonlyMap<string, KnownCampaign>,
): Promise<ToldFile> {
  const told = await campaignsOf(tx, organizationId, campaigns);
  const known = new Map<string, KnownCampaign>(own);
  for (const campaign of told.values()) known.set(campaign.id, campaign);
  const all = campaigns.map((campaign, place): Found => {
    const one = told.get(mentionKey(campaign) ?? '');
    return {
      place,
      campaign,
      id: campaign.campaignId ?? one?.id ?? '',
      grains: grainsOf(campaign, one !== undefined && one.adGroup !== null),
    };
  });
  const found = all.filter(({ id, campaign }) => isAdmitted(id, campaign, known));
  const canonical = await readMembers(tx, organizationId, [...new Set(found.map(({ id }) => id))]);
  const accepted = new Set(found);
  return {
    told,
    known,
    canonical,
    groups: groupsOf(all, canonical),
    found,
    inadmissible: all.reduce((sum, one) => sum + (accepted.has(one) ? 0 : one.campaign.lines), 0),
  };
}

/** As its lines are admitted (facts/domain/admit.ts). */
function isAdmitted(
  campaignId: string,
  { currency }: FileCampaign,
  known: ReadonlyMap<string, KnownCampaign>,
) {
  const campaign = known.get(campaignId);
  return campaign !== undefined && (campaign.currency === null || campaign.currency === currency);
}

async function campaignsOf(
  tx: Tx,
  organizationId: string,
  campaigns: readonly FileCampaign[],
): Promise<Map<string, Told>> {
  const told = new Map<string, Told>();
  for (const [platform, mentions] of mentionsIn(campaigns)) {
    const version = await lockVersion(tx, organizationId);
    const found = await reportedCampaigns(tx, organizationId, platform, [...mentions.values()], version);
    [...mentions.keys()].forEach((key, i) => {
      const campaign = found[i];
      if (campaign) told.set(key, campaign);
    });
  }
  return told;
}

/** The grains of a campaign's facts: one that was published as an ad group of ours has ad groups in any case. */
const grainsOf = ({ grains }: FileCampaign, isAdGroup: boolean): number[] => [
  ...new Set(
    Array.from({ length: 16 }, (_, grain) => grain)
      .filter((grain) => (grains & (2 ** grain)) > 0)
      .map((grain) => (isAdGroup ? grain | 1 : grain)),
  ),
];

/** Campaigns that count as one stay together: their lines may be of the same facts. In the order of the file. */
function groupsOf(found: readonly Found[], canonical: Canonical): FileGroup[] {
  const groups = new Map<string, { places: number[]; lines: number }>();
  for (const { place, id, campaign } of found) {
    const key = canonical.get(id) ?? (id || `${place}`);
    const group = groups.get(key) ?? { places: [], lines: 0 };
    group.places.push(place);
    group.lines += campaign.lines;
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** What a file tells of each platform. */
export async function toldPlatforms(
  tx: Tx,
  organizationId: string,
  importId: string,
  { found, canonical }: ToldFile,
  inAccounts: ReadonlyMap<Platform, readonly string[]>,
): Promise<ToldPlatform[]> {
  const platforms: ToldPlatform[] = [];
  for (const platform of PLATFORMS) {
    const here = found.filter(({ campaign }) => campaign.platform === platform);
    if (here.length === 0) continue;
    platforms.push({
      platform,
      campaignIds: idsOf(here),
      canonical,
      inAccounts: inAccounts.get(platform) ?? null,
      days: await daysOf(tx, organizationId, importId, here, canonical),
      grains: [...new Set(here.flatMap(({ grains }) => grains))],
      costMicros: here.reduce((sum, { campaign }) => sum + campaign.costMicros, 0),
    });
  }
  return platforms;
}

/** The lines that one statement counts: some hundred milliseconds of work. */
const LINES_COUNTED = 500_000;

async function daysOf(
  tx: Tx,
  organizationId: string,
  importId: string,
  found: readonly Found[],
  canonical: Canonical,
): Promise<Map<string, Set<string>>> {
  const ids = new Map(found.map(({ place, id }) => [place, canonical.get(id) ?? id]));
  const days = new Map<string, Set<string>>();
  const groups = found.map(({ place, campaign }) => ({ places: [place], lines: campaign.lines }));
  for (const group of gathered(groups, LINES_COUNTED)) {
    for (const { campaign, date } of await stagedDays(tx, organizationId, importId, group)) {
      const id = ids.get(campaign) ?? '';
      const own = days.get(id) ?? new Set<string>();
      days.set(id, own.add(date));
    }
  }
  return days;
}

const idsOf = (found: readonly Found[]): string[] => [...new Set(found.map(({ id }) => id))];

/**
 * By platform: all campaigns of the ad accounts that a file tells of. A platform is left out where nobody knows which accounts they are.
 * The campaigns of the file must be saved.
 */
export async function campaignsInAccounts(
  tx: Tx,
  organizationId: string,
  { found }: ToldFile,
): Promise<Map<Platform, readonly string[]>> {
  const all = new Map<Platform, readonly string[]>();
  for (const platform of PLATFORMS) {
    const here = found.filter(({ campaign }) => campaign.platform === platform);
    if (here.length === 0) continue;
    const campaigns = await campaignsOfAccounts(tx, organizationId, platform, idsOf(here));
    if (campaigns) all.set(platform, campaigns);
  }
  return all;
}

/** The campaigns of a platform by their places in the file, in the groups in which they are. */
export const groupsOn = (platform: Platform, { groups, found }: ToldFile): FileGroup[] => {
  const here = new Set(
    found.filter(({ campaign }) => campaign.platform === platform).map(({ place }) => place),
  );
  return groups.filter(({ places }) => places.some((place) => here.has(place)));
};
