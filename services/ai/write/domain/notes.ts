import type { Brief } from '../../../../contracts/ai/brief.ts';
import type { Check } from '../../../../contracts/structure.ts';
import { cleanLine } from '../../../../lib/visible-text.ts';
import { displayWidth } from '../../../../rules/display-width.ts';
import { GOOGLE_ADS_LIMITS } from '../../../../rules/google-ads/limits.ts';
import { chooseLanguage } from '../../brief/domain/languages/choose.ts';
import type { Reading } from '../../brief/domain/read-brief.ts';
import { platformsOf } from '../../check/domain/check.ts';

const MOST_UNUSED = 10;

/** What the built-in generator did not do with this brief, to be told with the checks. Paths are of the brief. */
export function generatorNotes(brief: Brief, reading: Reading): Check[] {
  const { language, briefLanguage } = chooseLanguage(brief);
  const notes: Check[] = [];
  const tell = (code: string, path: string, message: string): void => {
    notes.push({ platform: null, severity: 'warning', code, path, message });
  };
  if (briefLanguage !== null && briefLanguage !== language)
    tell(
      'LANGUAGE_MIXED',
      'languages',
      `The brief seems to be in ${briefLanguage}, the copy is asked for in ${language}: sentences of the brief are not used.`,
    );
  if (new Set(brief.languages).size > 1)
    tell(
      'LANGUAGE_ONE',
      'languages',
      `The copy is in ${language} only; another language needs a campaign of its own.`,
    );
  if (brief.tone !== undefined)
    tell(
      'TONE_NOT_APPLIED',
      'tone',
      'The form of address follows the tone; beyond that the built-in generator writes plainly.',
    );
  brief.claims.forEach((claim, i) => {
    if (displayWidth(cleanLine(claim)) >= GOOGLE_ADS_LIMITS.descriptions.width)
      tell(
        'CLAIM_TOO_LONG',
        `claims.${i}`,
        'The claim is too long for an ad and is not shortened: a condition could be lost.',
      );
  });
  if (reading.audience.facets.companySizes.length > 0 && platformsOf(brief).includes('linkedin-ads'))
    tell(
      'COMPANY_SIZES_UNSENT',
      'audience',
      'LinkedIn can be told the sizes of companies; a structure has no field for them yet.',
    );
  for (const sentence of reading.facts.unused.slice(0, MOST_UNUSED))
    tell('SENTENCE_UNUSED', 'description', `“${sentence}” is not used as copy.`);
  const wide = widerThan(brief, reading);
  if (wide !== null) tell('LOCATIONS_WIDE', 'locations', wide);
  return notes;
}

/** Whether keywords without a place would be shown far from where the firm works, as a sentence. */
function widerThan({ locations, platforms }: Brief, { places, trades }: Reading): string | null {
  const local = trades.trade?.sells === 'local' && platforms.includes('google-ads');
  if (!local || places.length === 0) return null;
  const names = places.map(({ name }) => name).join(', ');
  return `The brief speaks of ${names}, the locations are ${locations.join(', ')}: keywords without a place are shown in all of them.`;
}
