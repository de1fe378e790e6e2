import { wordContracts } from '../../../../contracts/ai/words.ts';
import { action } from '../../../../mixins/action.ts';
import { explain as explainProposal } from '../domain/explain.ts';

/** ai.explain: words for proposals, from their own figures; no model is asked. */
export function explain() {
  return action(
    wordContracts.explain,
    async function explain({ params: { proposals, campaignName, currency } }) {
      return {
        texts: proposals.map((proposal) => explainProposal(proposal, campaignName, currency)),
      };
    },
  );
}
