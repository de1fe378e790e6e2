import type { Revocation } from '../../contracts/auth/sessions.ts';
import { weakerRole, type Role } from '../../contracts/permissions.ts';
import type { KeyClaims, UserClaims } from './tokens.ts';

/** Clocks of auth's nodes may differ by this much; a token signed so soon after a change has the new role anyway. */
const CLOCKS_DIFFER_MS = 5_000;

/**
 * What auth has said about living tokens: ended sessions, signed-out people, revoked API keys, changed roles. Entries older than the
 * longest token are dropped, so the list stays small. Times are compared in whole seconds, as tokens count them.
 */
export class RevocationList {
  readonly #sessions = new Map<string, number>();
  readonly #keys = new Map<string, number>();
  readonly #users = new Map<string, number>();
  readonly #members = new Map<string, { role: Role | null; at: number }>();
  seq = 0;

  apply(entries: readonly Revocation[], seq: number): void {
    for (const entry of entries) {
      const at = Date.parse(entry.at);
      if (entry.kind === 'session') this.#sessions.set(entry.sessionId, at);
      else if (entry.kind === 'api-key') this.#keys.set(entry.keyId, at);
      else if (entry.kind === 'user') this.#users.set(entry.userId, at);
      else this.#members.set(memberKey(entry.organizationId, entry.userId), { role: entry.role, at });
    }
    this.seq = seq;
  }

  /** The role that the holder of these claims has now, or null when the token is dead. */
  roleOf(claims: UserClaims): Role | null {
    return this.#sessions.has(claims.sid) ? null : this.#roleOfPerson(claims.sub, claims);
  }

  /** The role that an API key has now: never above that of the person who made it, null when either is gone. */
  roleOfKey(claims: KeyClaims): Role | null {
    if (this.#keys.has(claims.sub)) return null;
    const role = this.#roleOfPerson(claims.obo, claims);
    return role && weakerRole(role, claims.role);
  }

  #roleOfPerson(userId: string, { org, role, iat }: Pick<UserClaims, 'org' | 'role' | 'iat'>): Role | null {
    const userEnded = this.#users.get(userId);
    if (userEnded !== undefined && iat * 1000 <= userEnded) return null;
    const member = this.#members.get(memberKey(org, userId));
    return member && iat * 1000 <= member.at + CLOCKS_DIFFER_MS ? member.role : role;
  }

  /** Forgets what no living token can ask about any more. */
  forgetBefore(time: number): void {
    for (const [key, at] of this.#sessions) if (at < time) this.#sessions.delete(key);
    for (const [key, at] of this.#keys) if (at < time) this.#keys.delete(key);
    for (const [key, at] of this.#users) if (at < time) this.#users.delete(key);
    for (const [key, { at }] of this.#members) if (at < time) this.#members.delete(key);
  }
}

const memberKey = (organizationId: string, userId: string) => `${organizationId}/${userId}`;
