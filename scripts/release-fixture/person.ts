import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Campaign } from '../../contracts/campaign/campaign.ts';
import type { Operation } from '../../contracts/campaign/publishing.ts';

/** A request that was answered under an Idempotency-Key: asked again, it must give the same answer. One a route is kept. */
export type Repeat = { as: string; path: string; key: string; body: unknown };
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Extra = { headers?: Record<string, string>; raw?: string };
type Session = { accessToken: string; refreshToken: string };

export const PASSWORD = 'a test-only password of a release fixture';

/** Somebody who asks the product, with the requests that can be repeated written down. */
export class Person {
  readonly email: string;
  refreshToken = '';
  #base: string;
  #token = '';
  #repeats: Repeat[];

  constructor(base: string, email: string, repeats: Repeat[]) {
    this.#base = base;
    this.email = email;
    this.#repeats = repeats;
  }

  /** Sends a request and gives the body of the answer. @throws Error for every status above 299 */
  async ask<T>(method: Method, path: string, body?: unknown, extra: Extra = {}): Promise<T> {
    const sent = extra.raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(this.#base + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.#token === '' ? {} : { authorization: `Bearer ${this.#token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...extra.headers,
      },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  }

  post = <T>(path: string, body: unknown = {}) => this.ask<T>('POST', path, body);

  /** POSTs under an Idempotency-Key of its own and writes the request down. */
  async once<T>(path: string, body: unknown = {}): Promise<T> {
    const key = randomUUID();
    const answer = await this.ask<T>('POST', path, body, { headers: { 'idempotency-key': key } });
    const route = routeOf(path);
    if (!this.#repeats.some((repeat) => routeOf(repeat.path) === route))
      this.#repeats.push({ as: this.email, path, key, body });
    return answer;
  }

  async register(name: string, organizationName: string): Promise<void> {
    const body = { email: this.email, password: PASSWORD, name, organizationName };
    this.signedIn((await this.post<{ tokens: Session }>('/api/auth/register', body)).tokens);
  }

  async login(): Promise<void> {
    this.signedIn(await this.post('/api/auth/login', { email: this.email, password: PASSWORD }));
  }

  /** Joins an organisation with the token of an invitation. */
  async join(token: string, name: string): Promise<void> {
    this.signedIn(await this.post('/api/invitations/accept', { token, name, password: PASSWORD }));
  }

  signedIn({ accessToken, refreshToken }: Session): void {
    this.#token = accessToken;
    this.refreshToken = refreshToken;
  }

  campaign = (id: string) => this.ask<Campaign>('GET', `/api/campaigns/${id}`);

  /** Replaces a campaign; `change` gets it as it is. */
  async edit(id: string, body: object): Promise<Campaign> {
    const { version } = await this.campaign(id);
    return this.ask('PUT', `/api/campaigns/${id}`, body, { headers: { 'if-match': `"${version}"` } });
  }

  async archive(id: string): Promise<void> {
    const { version } = await this.campaign(id);
    await this.ask('DELETE', `/api/campaigns/${id}`, undefined, {
      headers: { 'if-match': `"${version}"` },
    });
  }

  /** Begins an operation and waits for its end. */
  async operate(id: string, verb: 'publish' | 'pause' | 'resume'): Promise<Operation> {
    const begun = await this.once<Operation>(`/api/campaigns/${id}/${verb}`);
    return eventually(
      () => this.ask<Operation>('GET', `/api/operations/${begun.id}`),
      ({ status }) => !['pending', 'running'].includes(status),
    );
  }
}

/** Asks until the answer is what was waited for, for half a minute. */
export async function eventually<T>(ask: () => Promise<T> | T, done: (value: T) => boolean): Promise<T> {
  for (let turn = 0; turn < 300; turn += 1) {
    const value = await ask();
    if (done(value)) return value;
    await wait(100);
  }
  throw new Error('waited half a minute in vain');
}

const routeOf = (path: string): string => path.replaceAll(/[0-9a-f-]{36}/g, '{id}');
