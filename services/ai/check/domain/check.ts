import type { Brief } from '../../../../contracts/ai/brief.ts';
import type { Check, Structure } from '../../../../contracts/structure.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { claimEvidence } from '../../brief/domain/claims.ts';
import { checkAd } from './ads.ts';
import { checkAdGroupName, checkKeywords } from './keywords.ts';
import { checkPlatform } from './platforms.ts';

/**
 * The local checks of a structure for the platforms of a brief, in the order of the structure: limits and forbidden
 * text, claims that the brief does not make, keyword rules, and what a platform cannot run or express. The same checks
 * judge the built-in generator and a model.
 */
export function checkStructure(structure: Structure, brief: Brief): Check[] {
  const evidence = claimEvidence(brief);
  const platforms = platformsOf(brief);
  return [
    ...structure.adGroups.flatMap((group, g) => {
      const path = `adGroups.${g}`;
      return [
        ...checkAdGroupName(group.name, `${path}.name`, brief.product),
        ...checkKeywords(group, path, platforms),
        ...group.ads.flatMap((ad, a) =>
          checkAd(ad, `${path}.ads.${a}`, { evidence, product: brief.product }),
        ),
      ];
    }),
    ...platforms.flatMap((platform) => checkPlatform(structure, platform, platforms)),
  ];
}

/** The platforms of a brief, each once, in the brief's order. */
export function platformsOf(brief: Brief): Platform[] {
  return [...new Set(brief.platforms)];
}

/** True when nothing stops publishing. */
export function passes(checks: readonly Check[]): boolean {
  return checks.every((check) => check.severity !== 'error');
}
