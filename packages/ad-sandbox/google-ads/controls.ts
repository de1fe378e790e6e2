import { setAccount } from '../account-state.ts';
import type { Controls } from '../control.ts';
import type { DayLimit } from '../day-limit.ts';
import type { Told } from '../figures/told.ts';
import type { Json, Reply } from '../wire.ts';
import type { DeveloperTokens } from './developer-tokens.ts';
import { edit, type EditSettings } from './edit.ts';
import type { Reviews, Verdict } from './reviews.ts';

const VERDICTS: readonly Verdict[] = ['approved', 'limited', 'disapproved'];
/** What a verdict may be about. */
const REVIEWED = ['adGroupAd', 'adGroupCriterion'];
const STATES = { status: ['ENABLED', 'SUSPENDED', 'CANCELED', 'CLOSED'], billingHold: [true, false] };

export type ControlSettings = EditSettings & {
  reviews: Reviews;
  dayLimit: DayLimit;
  told: Told;
  developerTokens: DeveloperTokens;
};

/** The control calls of this vendor: a person's edit, the platform's verdict, the day's limit, the state of an account, a developer token, figures. */
export function controlsOf(settings: ControlSettings): Controls {
  return {
    edit: (body) => edit(body, settings),
    review: (body) => review(body, settings),
    figures: async (body) => ({ status: 201, body: await settings.told.tell(body) }),
    limits: async (body) => settings.dayLimit.set(body),
    account: async (body) => setAccount(body, settings.accounts, STATES),
    'developer-token': async (body) => settings.developerTokens.set(body),
  };
}

async function review(body: Json | undefined, { objects, reviews }: ControlSettings): Promise<Reply> {
  const { object, topics = [] } = body ?? {};
  const verdict = VERDICTS.find((known) => known === body?.['verdict']);
  if (verdict === undefined) throw new Error(`verdict must be one of ${VERDICTS.join(', ')}`);
  if (!Array.isArray(topics) || topics.some((topic) => typeof topic !== 'string'))
    throw new Error('topics must be a list of names');
  const ad = objects
    .all()
    .find(({ kind, fields }) => REVIEWED.includes(kind) && fields['resourceName'] === object);
  if (ad === undefined)
    throw new Error('object must be the resource name of an adGroupAd or an adGroupCriterion');
  await reviews.decide(ad, verdict, topics as string[]);
  return { status: 200, body: objects.get(ad.kind, ad.id)?.fields };
}
