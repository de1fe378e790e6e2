import type { Proposal } from '../../../../contracts/campaign/proposal.ts';
import { microsToDecimal } from '../../../../lib/money.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';
import type { Words } from './recommendation.ts';

/** Plain words for a proposal, every number from its evidence: used when nobody writes better ones. */
export function plainWords({ change, evidence, expected, costIfWrong }: Proposal, currency: string): Words {
  const shares = change.split
    .map((s) => `${PLATFORM_NAMES[s.platform]} ${microsToDecimal(s.dailyMicros)} ${currency}`)
    .join(', ');
  const title =
    change.kind === 'shift_budget'
      ? 'Shift the daily budget between platforms'
      : `Lower the daily budget to ${microsToDecimal(change.dailyMicros)} ${currency}`;
  const percent = Math.floor(evidence.probabilityBetter * 100);
  const explanation = [
    `A day would be: ${shares}.`,
    `In ${evidence.windowDays} days (${evidence.from} to ${evidence.to}) the figures say with ${percent}% probability that this is better.`,
    `Expected: ${expected.low} to ${expected.high} ${expected.unit}.`,
    `If it is wrong it costs up to ${microsToDecimal(costIfWrong.amountMicros)} ${costIfWrong.currency}.`,
  ].join(' ');
  return { title, explanation };
}
