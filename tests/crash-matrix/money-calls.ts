import type { Platform } from '../../contracts/values.ts';
import type { Asked } from './wire.ts';

/** A call to a platform; `money` is the object whose budget it reads or writes, null when it is about none. */
export type Call = { platform: Platform; at: number; effect: 'read' | 'write'; money: string | null };

/** Which budget a call reads by itself, or writes: at Google the campaign's, at LinkedIn that of one ad group. */
export function moneyIn({ method, path, body }: Asked): Pick<Call, 'effect' | 'money'> {
  const text = body.toString();
  if (/:search(Stream)?$/.test(path))
    return { effect: 'read', money: text.includes('campaign_budget.amount_micros') ? 'budget' : null };
  if (path.endsWith(':mutate')) return { effect: 'write', money: changesBudget(text) ? 'budget' : null };
  const adGroup = /\/adCampaigns\/\d+/.exec(path)?.[0] ?? null;
  if (method === 'GET') return { effect: 'read', money: adGroup };
  return { effect: 'write', money: text.includes('dailyBudget') ? adGroup : null };
}

type Mutate = { mutateOperations: Record<string, { update?: Record<string, unknown> }>[] };

/** Whether a mutate changes the amount of a budget that is there. */
const changesBudget = (text: string): boolean =>
  (JSON.parse(text) as Mutate).mutateOperations.some(
    ({ campaignBudgetOperation }) => campaignBudgetOperation?.update?.['amountMicros'] !== undefined,
  );
