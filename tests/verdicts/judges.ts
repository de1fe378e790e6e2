import type { DesiredCampaign } from '../../contracts/platforms/submissions.ts';
import type { Check, Structure } from '../../contracts/structure.ts';
import type { Platform } from '../../contracts/values.ts';
import { AppError } from '../../lib/errors.ts';
import { CHECK_CODES } from '../../rules/checks/codes.ts';
import { checkStructure } from '../../services/ai/check/domain/check.ts';
import { briefOf } from '../../services/ai/tests/briefs.ts';
import { floorsIn, type KnownFloors } from '../../services/analytics/advice/domain/floors.ts';
import { runningAdGroups } from '../../services/campaign/advice/domain/recommendation.ts';
import { desiredOn, pathInCampaign } from '../../services/campaign/publishing/domain/desired.ts';
import { requireComplete } from '../../services/campaign/review/domain/completeness.ts';
import { googleAds } from '../../services/platforms/google-ads/adapter.ts';
import { linkedInAds } from '../../services/platforms/linkedin-ads/adapter.ts';
import type { Case } from './corpus.ts';

/** An answer of campaign names so many faults at most. */
const MOST_FAULTS = 50;

/** Who judges: each service's own way to a verdict. A test puts a judge that differs in one's place. */
export type Judges = {
  /** ai: the checks of a structure for one platform. */
  ai: (structure: Structure, platform: Platform) => Check[];
  /** platforms: the checks of an adapter. */
  platforms: (platform: Platform, desired: DesiredCampaign) => Check[];
  /** campaign: `code path` of each fault that stops a submission. */
  campaign: (checks: readonly Check[]) => string[];
  /** analytics: the smallest daily budgets that advice keeps to. */
  analytics: (currency: string, adGroups: Partial<Record<Platform, number>>) => KnownFloors;
};

const settings = {
  apiUrl: '',
  apiVersion: '',
  authorizeUrl: '',
  tokenUrl: '',
  revokeUrl: '',
  clientId: '',
  clientSecret: '',
  timeoutMs: 1,
};
const adapters = { 'google-ads': googleAds(settings), 'linkedin-ads': linkedInAds(settings) };
const briefs = {
  'google-ads': briefOf({ platforms: ['google-ads'] }),
  'linkedin-ads': briefOf({ platforms: ['linkedin-ads'] }),
};

/** The services as they are. */
export const services: Judges = {
  ai: (structure, platform) => checkStructure(structure, briefs[platform]),
  platforms: (platform, desired) => adapters[platform].check(desired),
  campaign: (checks) => {
    try {
      requireComplete([], checks);
      return [];
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return (error.public.errors ?? []).map(({ code, path }) => `${code} ${path}`);
    }
  },
  analytics: floorsIn,
};

/** How many ads and keywords of an adapter's plan there are. */
export function planned(platform: Platform, desired: DesiredCampaign): { ads: number; keywords: number } {
  const kinds = adapters[platform].plan(desired).map(({ kind }) => kind);
  return {
    ads: kinds.filter((kind) => kind === 'ad').length,
    keywords: kinds.filter((kind) => kind.endsWith('keyword')).length,
  };
}

/** Where the services disagree about a case, one line each; none when their verdicts are equal. */
export function disagreements({ platform, content }: Case, judges: Judges): string[] {
  const { structure } = content;
  const desired = desiredOn(platform, content, { campaignId: '', version: 1 });
  if (structure === null || desired === null) throw new Error('a case has a structure and declarations');
  const checks = judges.platforms(platform, desired);
  const errors = checks.filter((check) => check.severity === 'error');
  const stopped = judges.campaign(
    checks.map((check) => ({ ...check, path: pathInCampaign(check.path, platform, content) })),
  );
  return [
    ...differences('ai', ofAdGroups(judges.ai(structure, platform)), ofAdGroups(checks)),
    ...differences(
      'campaign',
      stopped,
      errors
        .slice(0, MOST_FAULTS)
        .map(({ code, path }) => `${code} ${pathInCampaign(path, platform, content)}`),
    ),
    ...floorDifferences({ platform, content }, checks, judges),
  ];
}

/** The verdicts on ad groups with a code of the rules; what a service judges alone has codes of its own. */
function ofAdGroups(checks: readonly Check[]): string[] {
  return checks
    .filter(({ code, path }) => Object.hasOwn(CHECK_CODES, code) && path.startsWith('adGroups'))
    .map(({ severity, code, path }) => `${severity} ${code} ${path}`);
}

/** What analytics takes for the floor must be what platforms refuses below, and unknown where platforms says so. */
function floorDifferences({ platform, content }: Case, checks: readonly Check[], judges: Judges): string[] {
  const told = checks.filter(({ path }) => path === 'dailyMicros').map(({ code }) => code);
  if (checks.some(({ code }) => code === 'ADS_MISSING')) return [];
  const { currency, dailyMicros } = content.budget;
  const floor = judges.analytics(currency, runningAdGroups(content))[platform];
  const expected =
    floor === undefined ? ['BUDGET_FLOOR_UNKNOWN'] : dailyMicros < floor ? ['BUDGET_BELOW_FLOOR'] : [];
  const actual = told.filter((code) => code === 'BUDGET_FLOOR_UNKNOWN' || code === 'BUDGET_BELOW_FLOOR');
  return differences('analytics', expected, actual);
}

function differences(who: string, theirs: readonly string[], platforms: readonly string[]): string[] {
  const [mine, other] = [new Set(theirs), new Set(platforms)];
  return [
    ...[...mine].filter((one) => !other.has(one)).map((verdict) => `${who} alone says ${verdict}`),
    ...[...other]
      .filter((one) => !mine.has(one))
      .map((verdict) => `platforms alone says ${verdict}, not ${who}`),
  ];
}
