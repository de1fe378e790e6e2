import type { Brief } from '../../../../contracts/ai/brief.ts';
import { displayWidth } from '../../../../rules/display-width.ts';
import { GOOGLE_ADS_LIMITS } from '../../../../rules/google-ads/limits.ts';
import { unsupportedClaims } from '../../brief/domain/claims.ts';
import type { Reading } from '../../brief/domain/read-brief.ts';
import { textFaults } from '../../check/domain/text-faults.ts';
import { keywordText } from './keywords.ts';
import type { Plan } from './plan-groups.ts';

/** The display paths of a search ad: what the group is about, then where. */
export function writePaths(plan: Plan, reading: Reading, brief: Brief): { path1?: string; path2?: string } {
  const about = plan.service === '' ? (reading.kind?.one ?? plan.name) : plan.service;
  const [path1, path2] = [about, reading.places[0]?.name ?? '', reading.brand]
    .map((phrase) => slug(phrase, reading))
    .filter((s, i, all) => s !== '' && all.indexOf(s) === i)
    .filter(
      (s) => unsupportedClaims(s, reading.evidence).length === 0 && textFaults(s, brief.product).length === 0,
    );
  return { ...(path1 !== undefined && { path1 }), ...(path2 !== undefined && { path2 }) };
}

/** As many whole words as a path holds, joined by hyphens. */
function slug(phrase: string, { vocabulary }: Reading): string {
  let found = '';
  const words = keywordText(phrase).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  for (const word of words.filter((w) => !vocabulary.stopWords.has(w))) {
    const longer = found === '' ? word : `${found}-${word}`;
    if (displayWidth(longer) > GOOGLE_ADS_LIMITS.pathWidth) break;
    found = longer;
  }
  return found;
}
