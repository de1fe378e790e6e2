import { wordContracts } from '../../../contracts/ai/words.ts';
import type { Campaign } from '../../../contracts/campaign/campaign.ts';
import type { Proposal } from '../../../contracts/campaign/proposal.ts';
import type { Call } from '../../../mixins/call.ts';
import { proposalWords, type ProposalWords } from '../../../rules/proposals/words.ts';

type Logger = { warn(...args: unknown[]): void };
const PATIENCE_MS = 3_000;

/**
 * Each proposal with its words: the ai service's when it answers in time, else the ones that need nobody else
 * (rules/proposals), so that advice does not wait for a service that is down.
 */
export async function wordsFor(
  call: Call,
  campaign: Campaign,
  proposals: readonly Proposal[],
  logger: Logger,
): Promise<[Proposal, ProposalWords][]> {
  if (proposals.length === 0) return [];
  const { currency } = campaign.budget;
  const params = { campaignName: campaign.name, currency, proposals: [...proposals] };
  const written = await call(wordContracts.explain, params, { timeoutMs: PATIENCE_MS }).catch(
    (error: unknown) => {
      logger.warn(
        { err: error },
        'the ai service gave no words in time; recommendations get the built-in ones',
      );
      return { texts: [] };
    },
  );
  return proposals.map((proposal, i) => [
    proposal,
    written.texts[i] ?? proposalWords(proposal, campaign.name, currency),
  ]);
}
