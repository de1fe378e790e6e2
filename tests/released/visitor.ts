import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { PublicContract } from '../../contracts/http.ts';
import type { Campaign } from '../../contracts/campaign/campaign.ts';
import { templateOf, type Answer, type Ask, type Http } from '../support/http.ts';
import { mentionsOf, type OldProduct } from './old-product.ts';

type Page = { data: { id: string }[]; page: { nextCursor: string | null } };

/** Routes that were asked, and whether one of their answers was a success. */
export class Visits {
  readonly #succeeded = new Map<string, boolean>();

  note(method: string, path: string, status: number): void {
    const route = `${method} ${templateOf(path.split('?')[0] ?? '') ?? path}`;
    this.#succeeded.set(route, (this.#succeeded.get(route) ?? false) || status < 400);
  }

  /** The routes of a list that nobody asked with success. */
  missing(routes: readonly string[]): string[] {
    return routes.filter((route) => this.#succeeded.get(route) !== true);
  }
}

/** Somebody who asks on old rows: each answer is what the description promises, and none is a failure of the product. */
export class Visitor {
  readonly #http: Http;
  readonly #visits: Visits;
  readonly #product: OldProduct;

  constructor(product: OldProduct, http: Http, visits: Visits) {
    this.#product = product;
    this.#http = http;
    this.#visits = visits;
  }

  /** @throws Error when the answer is not what the description promises, or says that the product failed */
  async ask<Body>(method: string, path: string, ask: Ask = {}): Promise<Answer<Body>> {
    const answer = await this.#http.ask<Body>(method, path, ask);
    if (answer.status >= 500) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
    this.#visits.note(method, path, answer.status);
    return answer;
  }

  /** The body of a GET that must succeed. */
  async read<Body>(path: string): Promise<Body> {
    const { status, body } = await this.ask<Body>('GET', path);
    expect([path, status]).toEqual([path, 200]);
    return body;
  }

  /** All ids of a list, page by page. */
  async idsOf(path: string): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | null = '';
    do {
      const query: string = cursor === '' ? 'limit=7' : `limit=7&cursor=${cursor}`;
      const answer: Page = await this.read<Page>(`${path}${path.includes('?') ? '&' : '?'}${query}`);
      ids.push(...answer.data.map(({ id }) => id));
      cursor = answer.page.nextCursor;
    } while (cursor !== null);
    return ids;
  }

  /**
   * Asks for a change of the row with this id, under a key of its own. After an error answer every row that mentions it is
   * as it was: nothing is refused, or fails, after its effect was saved.
   */
  async change<Body>(method: string, path: string, id: string, ask: Ask = {}): Promise<Answer<Body>> {
    const answer = await this.attempt<Body>(method, path, id, ask);
    if (answer.status >= 500) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
    return answer;
  }

  /** The same where the product may fail. */
  async attempt<Body>(method: string, path: string, id: string, ask: Ask = {}): Promise<Answer<Body>> {
    const before = await mentionsOf(this.#product, id);
    const headers = { 'idempotency-key': randomUUID(), ...ask.headers };
    const answer = await this.#http.ask<Body>(method, path, { ...ask, headers });
    if (answer.status >= 400) {
      const after = await mentionsOf(this.#product, id);
      const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
      expect(changed, `${method} ${path} answered ${answer.status}, and these tables changed`).toEqual([]);
    }
    this.#visits.note(method, path, answer.status);
    return answer;
  }

  /** The first event of a stream without an end, which is then closed. */
  async firstEvent(contract: PublicContract): Promise<unknown> {
    const stream = this.#http.client.events(contract, {});
    const { value } = (await stream.next()) as { value: unknown };
    await stream.return(undefined);
    this.#visits.note('GET', contract.http.events ?? '', value === undefined ? 500 : 200);
    return value;
  }

  campaign = (id: string) => this.read<Campaign>(`/api/campaigns/${id}`);
}
