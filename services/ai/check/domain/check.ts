import type { Brief } from '../../../../contracts/ai/brief.ts';
import type { AdGroup, Check, Structure } from '../../../../contracts/structure.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { checkAdGroups } from '../../../../rules/checks/ad-groups.ts';
import { hasAudiences, PUBLISHED } from '../../../../rules/formats.ts';
import { claimEvidence } from '../../brief/domain/claims.ts';
import { checkAdStyle } from './ads.ts';
import { checkAdGroupName, checkKeywordStyle } from './keywords.ts';

/**
 * The local checks of a structure for the platforms of a brief: first style and claims, which only this service judges, in
 * the order of the structure, then what each platform's rules say (`rules/`). The same checks judge the built-in
 * generator and a model.
 */
export function checkStructure(structure: Structure, brief: Brief): Check[] {
  const evidence = claimEvidence(brief);
  const platforms = platformsOf(brief);
  return [
    ...structure.adGroups.flatMap((group, g) => {
      const path = `adGroups.${g}`;
      return [
        ...checkAdGroupName(group.name, `${path}.name`, brief.product),
        ...checkKeywordStyle(group, path, platforms),
        ...checkAudiences(group, path, platforms),
        ...group.ads.flatMap((ad, a) =>
          checkAdStyle(ad, `${path}.ads.${a}`, { evidence, product: brief.product }),
        ),
      ];
    }),
    ...platforms.flatMap((platform) => platformChecks(structure, platform, platforms)),
  ];
}

/** The platforms of a brief, each once, in the brief's order. */
export function platformsOf(brief: Brief): Platform[] {
  return [...new Set(brief.platforms)];
}

/**
 * What keeps a generated structure from being given out: every error, and ad groups for search without keywords. Google
 * accepts those, but nobody asks for a structure that does not serve.
 */
export function refusals(checks: readonly Check[]): Check[] {
  return checks.filter((check) => check.severity === 'error' || check.code === 'KEYWORDS_MISSING');
}

/** An ad that another platform of the brief runs is no loss, so that is left out. */
function platformChecks({ adGroups }: Structure, platform: Platform, all: readonly Platform[]): Check[] {
  const elsewhere = (path: string): boolean => {
    const [, group, , ad] = path.split('.').map(Number);
    const format = adGroups[group ?? -1]?.ads[ad ?? -1]?.format;
    return format !== undefined && all.some((other) => PUBLISHED[other].formats.includes(format));
  };
  return checkAdGroups(platform, adGroups).filter(
    (check) => check.code !== 'AD_FORMAT_NOT_EXPRESSED' || !elsewhere(check.path),
  );
}

function checkAudiences(group: AdGroup, path: string, platforms: readonly Platform[]): Check[] {
  const platform = 'linkedin-ads';
  if (!platforms.includes(platform) || hasAudiences(group)) return [];
  const message = 'No professional audience is chosen: the ads go to everybody in the locations.';
  return [{ platform, severity: 'warning', code: 'AUDIENCES_MISSING', path: `${path}.audiences`, message }];
}
