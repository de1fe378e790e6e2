import type { Ad, Check } from '../../../../contracts/structure.ts';
import { type ClaimEvidence, superlatives, unsupportedClaims } from '../../brief/domain/claims.ts';
import { LIMITS } from './platform-limits.ts';
import { textFaults } from './text-faults.ts';
import { displayWidth } from './width.ts';

type AdOf<F extends Ad['format']> = Extract<Ad, { format: F }>;
type Owner = { evidence: ClaimEvidence; product: string };
type Field = { text: string; path: string; width: number; headline?: true; shown?: number };
type Judge = (severity: Check['severity'], code: string, path: string, message: string) => Check;

/** The checks of one ad against the limits of the platform that runs its format. */
export function checkAd(ad: Ad, path: string, owner: Owner): Check[] {
  switch (ad.format) {
    case 'responsive_search':
      return checkSearchAd(ad, path, owner);
    case 'text_ad': {
      const judge = judgeOf('linkedin-ads');
      return [
        {
          text: ad.headline,
          path: `${path}.headline`,
          width: LIMITS.text_ad.headline,
          headline: true as const,
        },
        { text: ad.description, path: `${path}.description`, width: LIMITS.text_ad.description },
      ].flatMap((field) => checkField(field, owner, judge));
    }
    case 'single_image':
      return checkImageAd(ad, path, owner);
  }
}

function judgeOf(platform: Check['platform']): Judge {
  return (severity, code, path, message) => ({ platform, severity, code, path, message });
}

function checkSearchAd(ad: AdOf<'responsive_search'>, path: string, owner: Owner): Check[] {
  const judge = judgeOf('google-ads');
  const { headlines, descriptions, pins } = LIMITS.responsive_search;
  return [
    ...checkAssets(
      ad.headlines,
      `${path}.headlines`,
      { ...headlines, pins: pins.headline, headline: true },
      owner,
    ),
    ...checkAssets(
      ad.descriptions,
      `${path}.descriptions`,
      { ...descriptions, pins: pins.description },
      owner,
    ),
    ...checkPaths(ad, path, owner, judge),
  ];
}

type AssetRule = { min: number; max: number; width: number; pins: number; headline?: true };

function checkAssets(
  assets: readonly { text: string; pin?: number | undefined }[],
  path: string,
  rule: AssetRule,
  owner: Owner,
): Check[] {
  const judge = judgeOf('google-ads');
  const checks: Check[] = [];
  if (assets.length < rule.min || assets.length > rule.max) {
    checks.push(
      judge(
        'error',
        'ASSET_COUNT',
        path,
        `There are ${assets.length} texts; ${rule.min} to ${rule.max} are needed.`,
      ),
    );
  }
  const seen = new Set<string>();
  assets.forEach(({ text, pin }, i) => {
    const field = {
      text,
      path: `${path}.${i}.text`,
      width: rule.width,
      ...(rule.headline && { headline: rule.headline }),
    };
    checks.push(...checkField(field, owner, judge));
    const key = text.trim().toLowerCase();
    if (seen.has(key)) checks.push(judge('error', 'TEXT_DUPLICATE', field.path, `“${text}” is there twice.`));
    seen.add(key);
    if (pin !== undefined && pin > rule.pins) {
      checks.push(
        judge(
          'error',
          'PIN_INVALID',
          `${path}.${i}.pin`,
          `Position ${pin} does not exist; the last is ${rule.pins}.`,
        ),
      );
    }
  });
  return checks;
}

function checkPaths(ad: AdOf<'responsive_search'>, path: string, owner: Owner, judge: Judge): Check[] {
  const { width } = LIMITS.responsive_search.path;
  const checks = (['path1', 'path2'] as const).flatMap((name) => {
    const text = ad[name];
    if (text === undefined) return [];
    const found = checkField({ text, path: `${path}.${name}`, width }, owner, judge);
    if (/[\s/?#\\]/u.test(text)) {
      found.push(judge('error', 'PATH_INVALID', `${path}.${name}`, 'A path holds no spaces and no slashes.'));
    }
    return found;
  });
  if (ad.path2 !== undefined && ad.path1 === undefined) {
    checks.push(judge('error', 'PATH_INVALID', `${path}.path2`, 'The second path needs the first one.'));
  }
  return checks;
}

function checkImageAd(ad: AdOf<'single_image'>, path: string, owner: Owner): Check[] {
  const judge = judgeOf('linkedin-ads');
  const limits = LIMITS.single_image;
  return [
    { text: ad.introText, path: `${path}.introText`, ...limits.introText },
    { text: ad.headline, path: `${path}.headline`, ...limits.headline, headline: true as const },
    ...(ad.description === undefined
      ? []
      : [{ text: ad.description, path: `${path}.description`, ...limits.description }]),
  ].flatMap((field) => checkField(field, owner, judge));
}

/** Width, forbidden text and claims of one text. */
function checkField(field: Field, owner: Owner, judge: Judge): Check[] {
  const { text, path, width } = field;
  const checks: Check[] = [];
  const own = displayWidth(text);
  if (text.trim() === '') checks.push(judge('error', 'TEXT_EMPTY', path, 'The text is empty.'));
  if (own > width)
    checks.push(judge('error', 'TEXT_TOO_LONG', path, `The text is ${own} wide; ${width} is the limit.`));
  else if (field.shown !== undefined && own > field.shown) {
    checks.push(judge('warning', 'TEXT_CUT', path, `LinkedIn shows the first ${field.shown} characters.`));
  }
  for (const fault of textFaults(text, owner.product)) {
    checks.push(judge('error', fault.code, path, `The text ${fault.message}.`));
  }
  if (field.headline === true && text.includes('!')) {
    checks.push(judge('error', 'TEXT_EXCLAMATION', path, 'A headline has no exclamation mark.'));
  }
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
