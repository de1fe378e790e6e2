import type { AdObject, AdObjects } from '../ad-objects.ts';
import { isObject, type Json } from '../wire.ts';

export type Verdict = 'APPROVED' | 'REJECTED';

/** What was said about a creative; a draft is not reviewed. */
export function reviewOfNew(fields: Json, before: Json | undefined, reviewMs: number): Json {
  if (fields['intendedStatus'] === 'DRAFT') return {};
  const same =
    before?.['review'] !== undefined &&
    JSON.stringify(before['content']) === JSON.stringify(fields['content']);
  if (same) return { review: before['review'] };
  return { review: { status: reviewMs > 0 ? 'PENDING' : 'APPROVED' } };
}

/** The reviews that wait: each begins when the creative is first seen in this state, and ends a fixed time later. */
export class Reviews {
  #objects: AdObjects;
  #now: () => Date;
  #reviewMs: number;
  #refused: readonly string[];
  #begun = new Map<string, { content: string; at: number }>();

  constructor(objects: AdObjects, now: () => Date, reviewMs: number, refused: readonly string[]) {
    this.#objects = objects;
    this.#now = now;
    this.#reviewMs = reviewMs;
    this.#refused = refused;
  }

  /** Ends the reviews whose time has come. A creative that uses a refused word is rejected. */
  async settle(): Promise<void> {
    if (this.#reviewMs === 0) return;
    const now = this.#now().getTime();
    for (const object of this.#objects.all()) {
      if (object.kind !== 'creative' || statusOf(object) !== 'PENDING') continue;
      const content = JSON.stringify(object.fields['content']);
      const begun = this.#begun.get(object.id);
      if (begun?.content !== content) this.#begun.set(object.id, { content, at: now });
      else if (now - begun.at >= this.#reviewMs) {
        const refused = this.#refused.some((word) => content.toLowerCase().includes(word));
        await this.decide(object, refused ? 'REJECTED' : 'APPROVED', refused ? ['AD_CONTENT'] : []);
      }
    }
  }

  /** The platform's own decision about a creative. */
  async decide(object: AdObject, status: Verdict, rejectionReasons: readonly string[]): Promise<void> {
    const review = status === 'REJECTED' ? { status, rejectionReasons } : { status };
    const { kind, id, account, fields } = object;
    const change = { op: 'update' as const, kind, id, account, fields: { ...fields, review } };
    await this.#objects.commit('review', [change], 'platform');
  }
}

function statusOf({ fields }: AdObject): unknown {
  return isObject(fields['review']) ? fields['review']['status'] : undefined;
}
