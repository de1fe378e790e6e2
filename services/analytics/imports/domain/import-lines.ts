import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { campaignKey, type ReportFact, type ReportLine } from './rows.ts';
import type { FileContent } from './read-lines.ts';
import type { FileCampaign } from './staged-line.ts';
import type { ReportedCampaign, Told } from '../../facts/domain/external-campaign.ts';
import { addFigures, type Fact, factKey, grainOf, idsOf } from '../../facts/domain/fact.ts';
import type { Line } from '../../facts/domain/normalise.ts';

/** The campaign that a line mentions, as one string; null when the line has our own campaign id. */
export const mentionKey = (
  of: Pick<ReportLine, 'platform' | 'campaignId' | 'campaignExternalId' | 'name' | 'account'>,
): string | null => (of.campaignId === null ? `${of.platform} ${campaignKey(of)}` : null);

/** The campaigns that a file mentions by the platform's ids or by names, by platform; each is listed once. */
export function mentionsIn(campaigns: readonly FileCampaign[]): Map<Platform, Map<string, ReportedCampaign>> {
  const platforms = new Map<Platform, Map<string, ReportedCampaign>>();
  for (const campaign of campaigns) {
    const key = mentionKey(campaign);
    if (key === null) continue;
    const { platform, campaignExternalId: externalId, name, currency, account } = campaign;
    const mentions = platforms.get(platform) ?? new Map<string, ReportedCampaign>();
    platforms.set(platform, mentions);
    if (!mentions.has(key)) mentions.set(key, { externalId, name, currency, account });
  }
  return platforms;
}

/** The platforms' ids by which a file mentions campaigns, ad groups and ads. */
export function platformIdsIn({
  campaigns,
  partIds,
}: Pick<FileContent, 'campaigns' | 'partIds'>): FileContent['partIds'] {
  const ofCampaigns = campaigns.flatMap(({ platform, campaignId, campaignExternalId: externalId }) =>
    campaignId === null && externalId !== null ? [{ platform, externalId }] : [],
  );
  return [...ofCampaigns, ...partIds];
}

/** The campaigns of ours that a file names, with the currency that it has for each. */
export const ownCampaigns = (campaigns: readonly FileCampaign[]) =>
  campaigns.flatMap(({ campaignId, currency }) => (campaignId === null ? [] : [{ campaignId, currency }]));

/** Turns report lines into facts; `told` holds the campaign of each mention. */
export function toLines(facts: readonly ReportFact[], told: ReadonlyMap<string, Told>): Line[] {
  return facts.map(({ lines, report }) => {
    const campaign = told.get(mentionKey(report) ?? '');
    const { hour, ad, keyword } = report;
    const ids = {
      adGroup: report.adGroupExternalId,
      ad: report.adExternalId,
      keyword: report.keywordExternalId,
    };
    const adGroup = report.adGroup === '' ? (campaign?.adGroup ?? '') : report.adGroup;
    return {
      line: lines[0] ?? report.line,
      fact: {
        campaignId: report.campaignId ?? campaign?.id ?? '',
        platform: report.platform,
        date: report.date,
        hour,
        adGroup,
        ad,
        keyword,
        grain: grainOf({ hour, adGroup, ad, keyword }),
        ...idsOf(ids),
        currency: report.currency,
        impressions: report.impressions,
        clicks: report.clicks,
        costMicros: report.costMicros,
        conversionsMicros: report.conversionsMicros,
        valueMicros: report.valueMicros,
      },
    };
  });
}

/**
 * One fact for each key. Lines of one report with the same key are of two objects of the platform that one campaign of ours was
 * published as, one after the other: they add up.
 */
export function summedByKey(told: readonly Fact[]): Fact[] {
  const facts = new Map<string, Fact>();
  for (const fact of told) {
    const key = factKey(fact);
    const other = facts.get(key);
    facts.set(key, other ? { ...other, ...addFigures(other, fact) } : fact);
  }
  return [...facts.values()];
}

/**
 * Turns the rejection of merged lines into one rejection for each of them, so that accepted + rejected = the rows of
 * the file.
 */
export function spreadRejections(
  refused: readonly RejectedRow[],
  facts: readonly ReportFact[],
): RejectedRow[] {
  const linesOf = new Map(facts.map((fact) => [fact.lines[0] ?? 0, fact.lines]));
  return refused.flatMap((row) => (linesOf.get(row.line) ?? [row.line]).map((line) => ({ ...row, line })));
}
