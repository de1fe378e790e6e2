import type { Brief } from '../../../../contracts/ai/brief.ts';
import type { AdGroup, Check, Structure } from '../../../../contracts/structure.ts';
import { displayWidth } from '../../../../rules/display-width.ts';
import { GOOGLE_ADS_LIMITS } from '../../../../rules/google-ads/limits.ts';
import { platformsOf } from '../../check/domain/check.ts';
import { chooseLanguage } from '../../brief/domain/languages/choose.ts';
import { type Reading, readBrief } from '../../brief/domain/read-brief.ts';
import { chooseThemes, type Theme } from './themes.ts';
import { cleanLine } from '../../../../lib/visible-text.ts';
import { writeDescriptions, writeTextAds } from './descriptions.ts';
import { writeHeadlines } from './headlines.ts';
import { writePaths } from './paths.ts';
import { writeKeywords, writeNegatives } from './keywords.ts';

/** The version of the built-in generator's templates; raise it when the same brief may give another structure. */
export const BUILTIN_VERSION = 'builtin-3';

/**
 * The built-in generator: a structure from a brief with the brief's own words and neutral templates. It invents no
 * number, price, superlative or offer, and the same brief gives the same structure, byte for byte.
 */
export function generateStructure(brief: Brief): Structure {
  const reading = readBrief(brief);
  const used = new Set<string>();
  const names = new Set<string>();
  return {
    adGroups: chooseThemes(reading).map((theme) => {
      const name = uniqueName(theme.name, names);
      return { name, ...searchPart(theme, reading, brief, used), ads: writeAds(theme, reading, brief) };
    }),
  };
}

/** What the built-in generator could not do for this brief, to be told with the checks. */
export function generatorNotes(brief: Brief): Check[] {
  const { vocabulary, language, briefLanguage } = chooseLanguage(brief);
  const notes: Check[] = [];
  const tell = (code: string, path: string, message: string): void => {
    notes.push({ platform: null, severity: 'warning', code, path, message });
  };
  if (vocabulary.language !== language) {
    tell(
      'LANGUAGE_UNKNOWN',
      'languages',
      `There are no templates in ${language}: neutral words are English.`,
    );
  } else if (briefLanguage !== null && briefLanguage !== language) {
    tell(
      'LANGUAGE_MIXED',
      'languages',
      `The brief seems to be in ${briefLanguage}, the copy is asked for in ${language}.`,
    );
  }
  if (new Set(brief.languages).size > 1) {
    tell(
      'LANGUAGE_ONE',
      'languages',
      `The copy is in ${language} only; another language needs a campaign of its own.`,
    );
  }
  if (brief.tone !== undefined)
    tell('TONE_NOT_APPLIED', 'tone', 'The built-in generator writes in a neutral tone.');
  brief.claims.forEach((claim, i) => {
    if (displayWidth(cleanLine(claim)) >= GOOGLE_ADS_LIMITS.descriptions.width) {
      tell(
        'CLAIM_TOO_LONG',
        `claims.${i}`,
        'The claim is too long for an ad and is not shortened: a condition could be lost.',
      );
    }
  });
  return notes;
}

function searchPart(
  theme: Theme,
  reading: Reading,
  brief: Brief,
  used: Set<string>,
): Pick<AdGroup, 'keywords' | 'negativeKeywords'> {
  if (!platformsOf(brief).includes('google-ads')) return { keywords: [], negativeKeywords: [] };
  const keywords = writeKeywords(theme, reading, brief, used);
  return { keywords, negativeKeywords: writeNegatives(theme, keywords, reading, brief) };
}

function writeAds(theme: Theme, reading: Reading, brief: Brief): AdGroup['ads'] {
  return platformsOf(brief).flatMap((platform): AdGroup['ads'] =>
    platform === 'google-ads'
      ? [
          {
            format: 'responsive_search',
            headlines: writeHeadlines(theme, reading, brief).map((text) => ({ text })),
            descriptions: writeDescriptions(theme, reading, brief).map((text) => ({ text })),
            ...writePaths(theme, reading, brief),
          },
        ]
      : writeTextAds(theme, reading, brief).map((ad) => ({ format: 'text_ad', ...ad })),
  );
}

function uniqueName(name: string, names: Set<string>): string {
  let unique = name;
  for (let i = 2; names.has(unique); i += 1) unique = `${name} ${i}`;
  names.add(unique);
  return unique;
}
