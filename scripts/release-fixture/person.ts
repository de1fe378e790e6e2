import { randomUUID } from 'node:crypto';
import { Client } from '../../client/client.ts';
import { sessionIn } from '../../client/session-in.ts';
import { registered } from '../../client/registered.ts';
import { until } from '../../client/testing/until.ts';
import { requestOf } from '../../client/request.ts';
import type { CampaignBody } from '../../client/testing/campaign-body.ts';
import type { AnswerOf, AskOf } from '../../client/types.ts';
import { accountContracts } from '../../contracts/auth/accounts.ts';
import { memberContracts } from '../../contracts/auth/members.ts';
import { sessionContracts } from '../../contracts/auth/sessions.ts';
import type { Campaign } from '../../contracts/campaign/campaign.ts';
import { contentContracts } from '../../contracts/campaign/content.ts';
import { publishingContracts, type Operation } from '../../contracts/campaign/publishing.ts';
import type { PublicContract } from '../../contracts/http.ts';

/** A request that was answered under an Idempotency-Key: asked again, it must give the same answer. One a route is kept. */
export type Repeat = { as: string; path: string; key: string; body: unknown };
type Session = { accessToken: string; refreshToken: string };

export const PASSWORD = 'a test-only password of a release fixture';

/** Somebody who asks the product, with the requests that can be repeated written down. */
export class Person {
  readonly email: string;
  refreshToken = '';
  client: Client;
  #repeats: Repeat[];

  constructor(base: string, email: string, repeats: Repeat[]) {
    this.client = new Client(base);
    this.email = email;
    this.#repeats = repeats;
  }

  /** Calls an action. @throws ProblemAnswer for every status above 299 */
  call<C extends PublicContract>(contract: C, params: AskOf<C>): Promise<AnswerOf<C>> {
    return this.client.call(contract, params);
  }

  /** Calls an action under an Idempotency-Key of its own and writes the request down. */
  async once<C extends PublicContract>(
    contract: C,
    params: Omit<AskOf<C>, 'idempotencyKey'>,
  ): Promise<AnswerOf<C>> {
    const key = randomUUID();
    const asked = { ...params, idempotencyKey: key } as AskOf<C>;
    const answer = await this.client.call(contract, asked);
    const { path, json = '{}' } = requestOf(contract, asked);
    const known = this.#repeats.some((repeat) => routeOf(repeat.path) === routeOf(path));
    if (!known) this.#repeats.push({ as: this.email, path, key, body: JSON.parse(json) });
    return answer;
  }

  async register(name: string, organizationName: string): Promise<void> {
    const { email } = this;
    const asked = { email, password: PASSWORD, name, organizationName };
    this.signedIn(registered(await this.call(accountContracts.register, asked)).tokens);
  }

  async login(): Promise<void> {
    const answer = await this.call(sessionContracts.login, { email: this.email, password: PASSWORD });
    this.signedIn(sessionIn(answer));
  }

  /** Joins an organisation with the token of an invitation. */
  async join(token: string, name: string): Promise<void> {
    const asked = { token, name, password: PASSWORD };
    this.signedIn(sessionIn(await this.call(memberContracts.acceptInvitation, asked)));
  }

  signedIn({ accessToken, refreshToken }: Session): void {
    this.client = this.client.as(accessToken);
    this.refreshToken = refreshToken;
  }

  campaign = (id: string): Promise<Campaign> => this.call(contentContracts.read, { id });

  /** Replaces a campaign as it is now. */
  async edit(id: string, campaign: CampaignBody): Promise<Campaign> {
    const { version } = await this.campaign(id);
    return this.call(contentContracts.update, { id, version, campaign });
  }

  async archive(id: string): Promise<void> {
    const { version } = await this.campaign(id);
    await this.call(contentContracts.archive, { id, version });
  }

  /** Begins an operation and waits for its end. */
  async operate(id: string, verb: 'publish' | 'pause' | 'resume'): Promise<Operation> {
    const begun = await this.once(publishingContracts[verb], { id });
    return eventually(
      () => this.call(publishingContracts.operation, { id: begun.id }),
      ({ status }) => !['pending', 'running'].includes(status),
    );
  }
}

/** Waits for half a minute at most. */
export const eventually = <T>(ask: () => Promise<T> | T, done: (value: T) => boolean): Promise<T> =>
  until(ask, done, 30);

const routeOf = (path: string): string => path.replaceAll(/[0-9a-f-]{36}/g, '{id}');
