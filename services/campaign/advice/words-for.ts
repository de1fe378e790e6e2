import { wordContracts } from '../../../contracts/ai/words.ts';
import type { Campaign } from '../../../contracts/campaign/campaign.ts';
import type { Proposal } from '../../../contracts/campaign/proposal.ts';
import type { Call } from '../../../mixins/call.ts';
import type { Words } from './domain/recommendation.ts';
import { plainWords } from './domain/words.ts';

type Logger = { warn(...args: unknown[]): void };
const PATIENCE_MS = 3_000;

/** Each proposal with its words: the ai service's when it answers in time, plain ones of our own otherwise. */
export async function wordsFor(
  call: Call,
  campaign: Campaign,
  proposals: readonly Proposal[],
  logger: Logger,
): Promise<[Proposal, Words][]> {
  if (proposals.length === 0) return [];
  const { currency } = campaign.budget;
  const params = { campaignName: campaign.name, currency, proposals: [...proposals] };
  const written = await call(wordContracts.explain, params, { timeoutMs: PATIENCE_MS }).catch(
    (error: unknown) => {
      logger.warn({ err: error }, 'recommendations are told in plain words');
      return { texts: [] };
    },
  );
  return proposals.map((proposal, i) => [proposal, written.texts[i] ?? plainWords(proposal, currency)]);
}
