import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Revocation } from '../../contracts/auth/sessions.ts';
import { ROLES, type Role } from '../../contracts/permissions.ts';
import { RevocationList } from './revocation-list.ts';
import type { UserClaims } from './tokens.ts';

const PEOPLE = [randomUUID(), randomUUID()];
const ORGANIZATIONS = [randomUUID(), randomUUID()];
const START = 1_800_000_000_000;

/** What happens to one person in one organisation; all of it may happen within one second. */
type Step = {
  what: 'sign in' | 'remove' | 'role' | 'end session' | 'end person';
  who: number;
  where: number;
  role: Role;
  ms: number;
};
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom('sign in', 'sign in', 'remove', 'role', 'end session', 'end person'),
  who: fc.nat(1),
  where: fc.nat(1),
  role: fc.constantFrom(...ROLES),
  ms: fc.constantFrom(0, 0, 1, 400, 3_000),
});

/** Auth in the fewest words: it says what each token is worth by keeping every token, which no real node could. */
class Model {
  readonly tokens: { claims: UserClaims; alive: boolean }[] = [];
  readonly news: Revocation[] = [];
  readonly #roles = new Map<string, Role>();
  #now = START;

  play({ what, who, where, role, ms }: Step): void {
    this.#now += ms;
    const [userId, organizationId] = [PEOPLE[who] ?? '', ORGANIZATIONS[where] ?? ''];
    const place = `${userId} ${organizationId}`;
    const isTheirs = ({ sub, org }: UserClaims) => sub === userId && org === organizationId;
    if (what === 'sign in') this.#signIn(userId, organizationId, this.#roles.get(place));
    if (what === 'role') {
      // also the invitation of somebody who is no member
      this.#roles.set(place, role);
      this.#tell({ kind: 'member', userId, organizationId, role });
    }
    if (what === 'remove' && this.#roles.delete(place)) {
      this.#kill(isTheirs);
      this.#tell({ kind: 'member', userId, organizationId, role: null });
    }
    if (what === 'end person') {
      this.#kill(({ sub }) => sub === userId);
      this.#tell({ kind: 'user', userId });
    }
    const last = this.tokens.findLast(({ claims }) => isTheirs(claims));
    if (what === 'end session' && last) {
      this.#kill(({ sid }) => sid === last.claims.sid);
      this.#tell({ kind: 'session', sessionId: last.claims.sid });
    }
  }

  /** What a token is worth now. */
  worth({ claims, alive }: Model['tokens'][number]): Role | null {
    return alive ? (this.#roles.get(`${claims.sub} ${claims.org}`) ?? null) : null;
  }

  #signIn(sub: string, org: string, role: Role | undefined): void {
    if (!role) return;
    const iat = Math.floor(this.#now / 1000);
    const claims = {
      sub,
      org,
      sid: randomUUID(),
      role,
      prv: true,
      rev: this.news.length,
      iat,
      exp: iat + 900,
    };
    this.tokens.push({ claims, alive: true });
  }

  #kill(which: (claims: UserClaims) => boolean): void {
    for (const token of this.tokens) if (which(token.claims)) token.alive = false;
  }

  #tell(what: object): void {
    const entry = { seq: this.news.length + 1, at: new Date(this.#now).toISOString(), ...what };
    this.news.push(entry as Revocation);
  }
}

it('after any history every token is worth what auth says: what was removed, ended or changed never lives again', () => {
  let [tokens, dead] = [0, 0];
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 20, maxLength: 60 }),
      fc.integer({ min: 1, max: 7 }),
      (steps, pageSize) => {
        const model = new Model();
        const list = new RevocationList();
        for (const [index, one] of steps.entries()) {
          model.play(one);
          if (index % pageSize !== 0 && index !== steps.length - 1) continue;
          list.apply(model.news.slice(list.seq), model.news.length);
          for (const token of model.tokens) expect(list.roleOf(token.claims)).toBe(model.worth(token));
        }
        tokens += model.tokens.length;
        dead += model.tokens.filter((token) => model.worth(token) === null).length;
      },
    ),
    { numRuns: 500 },
  );
  expect(dead).toBeGreaterThan(400);
  expect(tokens - dead).toBeGreaterThan(400);
});
