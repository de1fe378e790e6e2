import { wordContracts } from '../../../../contracts/ai/words.ts';
import { action } from '../../../../mixins/action.ts';
import { proposalWords } from '../../../../rules/proposals/words.ts';

/** ai.explain: words for proposals, from their own figures; no model is asked today. */
export function explain() {
  return action(wordContracts.explain, async function explain({ params }) {
    const { proposals, campaignName, currency } = params;
    return { texts: proposals.map((proposal) => proposalWords(proposal, campaignName, currency)) };
  });
}
