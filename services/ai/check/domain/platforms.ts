import type { AdGroup, Check, Structure } from '../../../../contracts/structure.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { LIMITS, RUNS } from './platform-limits.ts';

const NAMES: Record<Platform, string> = { 'google-ads': 'Google Ads', 'linkedin-ads': 'LinkedIn Ads' };

/** What one platform cannot run (an error when nothing is left to run) or cannot express (a loss that is told). */
export function checkPlatform(structure: Structure, platform: Platform, all: readonly Platform[]): Check[] {
  const told = (severity: Check['severity'], code: string, path: string, message: string): Check => ({
    platform,
    severity,
    code,
    path,
    message,
  });
  const name = NAMES[platform];
  const groups = structure.adGroups;
  if (!groups.some((group) => runs(group, platform))) {
    return [told('error', 'PLATFORM_WITHOUT_ADS', 'adGroups', `No ad group has an ad that ${name} can run.`)];
  }
  const checks: Check[] = [];
  groups.forEach((group, g) => {
    const path = `adGroups.${g}`;
    if (!runs(group, platform)) {
      checks.push(told('loss', 'AD_GROUP_NOT_RUN', path, `“${group.name}” has no ad that ${name} can run.`));
    }
    group.ads.forEach((ad, a) => {
      if (all.some((p) => RUNS[p].includes(ad.format)) || platform !== all[0]) return;
      checks.push(
        told('loss', 'AD_FORMAT_NOT_RUN', `${path}.ads.${a}`, `${name} does not run ${ad.format}.`),
      );
    });
    checks.push(
      ...(platform === 'google-ads' ? searchOnly(group, path, told) : linkedInOnly(group, path, told)),
    );
  });
  return checks;
}

type Told = (severity: Check['severity'], code: string, path: string, message: string) => Check;

function searchOnly(group: AdGroup, path: string, told: Told): Check[] {
  const checks: Check[] = [];
  const { perAdGroup } = LIMITS.responsive_search;
  if (group.ads.filter((ad) => ad.format === 'responsive_search').length > perAdGroup) {
    checks.push(
      told('error', 'AD_COUNT', `${path}.ads`, `An ad group runs ${perAdGroup} responsive search ads.`),
    );
  }
  if (hasAudiences(group)) {
    checks.push(
      told(
        'loss',
        'AUDIENCES_NOT_EXPRESSED',
        `${path}.audiences`,
        'Search does not know LinkedIn audiences.',
      ),
    );
  }
  return checks;
}

function linkedInOnly(group: AdGroup, path: string, told: Told): Check[] {
  const checks: Check[] = [];
  if (group.keywords.length + group.negativeKeywords.length > 0) {
    checks.push(told('loss', 'KEYWORDS_NOT_EXPRESSED', `${path}.keywords`, 'LinkedIn Ads has no keywords.'));
  }
  if (!hasAudiences(group)) {
    const message = 'No professional audience is chosen: the ads go to everybody in the locations.';
    checks.push(told('warning', 'AUDIENCES_MISSING', `${path}.audiences`, message));
  }
  return checks;
}

function runs(group: AdGroup, platform: Platform): boolean {
  return group.ads.some((ad) => RUNS[platform].includes(ad.format));
}

function hasAudiences({ audiences }: AdGroup): boolean {
  if (audiences === undefined) return false;
  return audiences.jobFunctions.length + audiences.seniorities.length + audiences.industries.length > 0;
}
