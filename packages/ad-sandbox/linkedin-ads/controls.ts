import { setAccount } from '../account-state.ts';
import type { Controls } from '../control.ts';
import type { DayLimit } from '../day-limit.ts';
import type { Told } from '../figures/told.ts';
import type { Json, Reply } from '../wire.ts';
import { edit, type EditSettings } from './edit.ts';
import type { Reviews, Verdict } from './reviews.ts';

const VERDICTS: readonly Verdict[] = ['APPROVED', 'REJECTED'];

const STATES = {
  role: ['ACCOUNT_BILLING_ADMIN', 'ACCOUNT_MANAGER', 'CAMPAIGN_MANAGER', 'CREATIVE_MANAGER', 'VIEWER'],
  status: ['ACTIVE', 'CANCELED', 'DRAFT'],
  servingHold: [true, false],
};

export type ControlSettings = EditSettings & { reviews: Reviews; dayLimit: DayLimit; told: Told };

/** The control calls of this vendor: a person's edit, the platform's verdict, the day's limit, the state of an account, figures. */
export function controlsOf(settings: ControlSettings): Controls {
  return {
    edit: (body) => edit(body, settings),
    review: (body) => review(body, settings),
    figures: async (body) => ({ status: 201, body: await settings.told.tell(body) }),
    limits: async (body) => settings.dayLimit.set(body),
    account: async (body) => setAccount(body, settings.accounts, STATES),
  };
}

async function review(body: Json | undefined, { objects, reviews }: ControlSettings): Promise<Reply> {
  const { object, reasons = [] } = body ?? {};
  const verdict = VERDICTS.find((known) => known === body?.['verdict']);
  if (verdict === undefined) throw new Error(`verdict must be one of ${VERDICTS.join(', ')}`);
  if (!Array.isArray(reasons) || reasons.some((reason) => typeof reason !== 'string'))
    throw new Error('reasons must be a list of names');
  const creative = objects.all().find(({ kind, fields }) => kind === 'creative' && fields['id'] === object);
  if (creative === undefined) throw new Error('object must be the URN of a creative');
  await reviews.decide(creative, verdict, reasons as string[]);
  return { status: 200, body: objects.get(creative.kind, creative.id)?.fields };
}
