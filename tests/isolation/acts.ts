import { randomUUID } from 'node:crypto';
import type { Http } from '../support/http.ts';
import type { Product } from '../support/product.ts';

/** The product, and everything that nobody may find in a trail. */
export type World = Product & { secrets: string[] };

/** Something that somebody does, and the one row that it is in the trail. */
export type Act = {
  action: string;
  /** What has to be there first, and has rows of its own. */
  before?: () => Promise<unknown>;
  act: () => Promise<unknown>;
  /** Who did it, where it is no person. */
  actor?: () => string;
};

/** The body of an answer to a request that has to be right. @throws Error for one that is refused */
export async function asked<Body>(as: Http, method: string, path: string, body?: unknown): Promise<Body> {
  const answer = await as.ask<Body>(method, path, {
    ...(body === undefined ? {} : { body }),
    headers: { 'idempotency-key': randomUUID() },
  });
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.text}`);
  return answer.body;
}
