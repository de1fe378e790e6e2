import type { Ad, Check } from '../../../../contracts/structure.ts';
import { type ClaimEvidence, superlatives, unsupportedClaims } from '../../brief/domain/claims.ts';
import { textFaults } from './text-faults.ts';

type AdOf<F extends Ad['format']> = Extract<Ad, { format: F }>;
type Owner = { evidence: ClaimEvidence; product: string };
type Field = { text: string; path: string; headline?: true };
type Judge = (severity: Check['severity'], code: string, path: string, message: string) => Check;

/** The style and the claims of one ad's texts, as the platform that runs its format shows them. */
export function checkAdStyle(ad: Ad, path: string, owner: Owner): Check[] {
  switch (ad.format) {
    case 'responsive_search':
      return checkSearchAd(ad, path, owner);
    case 'text_ad':
    case 'single_image':
      return fieldsOf(ad, path).flatMap((field) => checkField(field, owner, judgeOf('linkedin-ads')));
  }
}

function judgeOf(platform: Check['platform']): Judge {
  return (severity, code, path, message) => ({ platform, severity, code, path, message });
}

function fieldsOf(ad: AdOf<'text_ad'> | AdOf<'single_image'>, path: string): Field[] {
  return [
    ...(ad.format === 'single_image' ? [{ text: ad.introText, path: `${path}.introText` }] : []),
    { text: ad.headline, path: `${path}.headline`, headline: true },
    ...(ad.description === undefined ? [] : [{ text: ad.description, path: `${path}.description` }]),
  ];
}

function checkSearchAd(ad: AdOf<'responsive_search'>, path: string, owner: Owner): Check[] {
  const judge = judgeOf('google-ads');
  const fields: Field[] = [
    ...ad.headlines.map(({ text }, i) => ({
      text,
      path: `${path}.headlines.${i}.text`,
      headline: true as const,
    })),
    ...ad.descriptions.map(({ text }, i) => ({ text, path: `${path}.descriptions.${i}.text` })),
  ];
  return [
    ...fields.flatMap((field) => checkField(field, owner, judge)),
    ...(['path1', 'path2'] as const).flatMap((name) => checkPath(ad[name], `${path}.${name}`, owner, judge)),
  ];
}

/** A display path reads as part of a web address, which has no spaces and ends at `?` and `#`. */
function checkPath(text: string | undefined, path: string, owner: Owner, judge: Judge): Check[] {
  if (text === undefined) return [];
  const checks = checkField({ text, path }, owner, judge);
  if (/[\s?#\\]/u.test(text))
    checks.push(judge('error', 'PATH_STYLE', path, 'A display path has no spaces, ?, # or \\.'));
  return checks;
}

/** Forbidden text and claims of one text. */
function checkField({ text, path, headline }: Field, owner: Owner, judge: Judge): Check[] {
  const checks = textFaults(text, owner.product).map(({ code, message }) =>
    judge('error', code, path, `The text ${message}.`),
  );
  if (headline === true && text.includes('!'))
    checks.push(judge('error', 'TEXT_EXCLAMATION', path, 'A headline has no exclamation mark.'));
  return [...checks, ...checkClaims(text, path, owner.evidence, judge)];
}

function checkClaims(text: string, path: string, evidence: ClaimEvidence, judge: Judge): Check[] {
  const unsupported = unsupportedClaims(text, evidence);
  if (unsupported.length > 0) {
    return unsupported.map((claim) =>
      judge(
        'error',
        'CLAIM_UNSUPPORTED',
        path,
        `“${claim.text}” is not in the brief; add it to the claims or take it out.`,
      ),
    );
  }
  return superlatives(text).map((word) =>
    judge('warning', 'CLAIM_NEEDS_PROOF', path, `“${word}” needs a third party's proof on the landing page.`),
  );
}
