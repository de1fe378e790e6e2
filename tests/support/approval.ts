import type { Campaign } from '../../contracts/campaign/campaign.ts';

/** What somebody names who agrees to a campaign as they have just read it: its id, and the hash of the version that waits. */
export function agreedTo({ id, review }: Pick<Campaign, 'id' | 'review'>): { id: string; hash: string } {
  if (!review) throw new Error(`nobody has submitted a version of the campaign ${id}`);
  return { id, hash: review.hash };
}
