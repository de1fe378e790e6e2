import type { AdObject, AdObjects } from '../ad-objects.ts';
import { isObject, type Json } from '../wire.ts';
import type { KeywordPolicy } from './policies.ts';

/** The policy summary of an ad whose review is over and good. */
export const APPROVED: Json = { approvalStatus: 'APPROVED', reviewStatus: 'REVIEWED' };
const IN_REVIEW: Json = { approvalStatus: 'UNKNOWN', reviewStatus: 'REVIEW_IN_PROGRESS' };

/** What a review may come to. */
export type Verdict = 'approved' | 'limited' | 'disapproved';

/** The summary of an ad that was just made or changed. */
export function summaryOfNew(reviewMs: number): Json {
  return reviewMs > 0 ? IN_REVIEW : APPROVED;
}

/** The summary that a verdict leaves, with the topics that were found. */
export function summaryOf(verdict: Verdict, topics: readonly string[]): Json {
  if (verdict === 'approved') return APPROVED;
  const type = verdict === 'limited' ? 'LIMITED' : 'PROHIBITED';
  return {
    approvalStatus: verdict === 'limited' ? 'APPROVED_LIMITED' : 'DISAPPROVED',
    reviewStatus: 'REVIEWED',
    policyTopicEntries: topics.map((topic) => ({ topic, type })),
  };
}

/** The reviews that wait: an ad's begins when it is first seen in this state, and ends a fixed time later. */
export class Reviews {
  #objects: AdObjects;
  #now: () => Date;
  #reviewMs: number;
  #policies: readonly KeywordPolicy[];
  #begun = new Map<string, { ad: string; at: number }>();

  constructor(objects: AdObjects, now: () => Date, reviewMs: number, policies: readonly KeywordPolicy[]) {
    this.#objects = objects;
    this.#now = now;
    this.#reviewMs = reviewMs;
    this.#policies = policies;
  }

  /** Ends the reviews whose time has come. An ad that uses a policy's word is disapproved under that policy's name. */
  async settle(): Promise<void> {
    if (this.#reviewMs === 0) return;
    const now = this.#now().getTime();
    for (const object of this.#objects.all()) {
      if (object.kind !== 'adGroupAd' || !inReview(object)) continue;
      const ad = JSON.stringify(object.fields['ad']);
      const begun = this.#begun.get(object.id);
      if (begun?.ad !== ad) this.#begun.set(object.id, { ad, at: now });
      else if (now - begun.at >= this.#reviewMs) {
        const text = ad.toLowerCase();
        const topics = this.#policies.filter(({ word }) => text.includes(word));
        const names = topics.map(({ policyName }) => policyName.toUpperCase());
        await this.decide(object, names.length === 0 ? 'approved' : 'disapproved', names);
      }
    }
  }

  /** The platform's own decision about an ad or a keyword. */
  async decide(object: AdObject, verdict: Verdict, topics: readonly string[]): Promise<void> {
    const said =
      object.kind === 'adGroupAd'
        ? { policySummary: summaryOf(verdict, topics) }
        : {
            approvalStatus: verdict === 'disapproved' ? 'DISAPPROVED' : 'APPROVED',
            disapprovalReasons: verdict === 'disapproved' ? topics : [],
          };
    const fields = { ...object.fields, ...said };
    const { kind, id, account } = object;
    await this.#objects.commit('review', [{ op: 'update', kind, id, account, fields }], 'platform');
  }
}

function inReview({ fields }: AdObject): boolean {
  return (
    isObject(fields['policySummary']) && fields['policySummary']['reviewStatus'] === 'REVIEW_IN_PROGRESS'
  );
}
