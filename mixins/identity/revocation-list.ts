import type { Revocation } from '../../contracts/auth/sessions.ts';
import { weakerRole, type Role } from '../../contracts/permissions.ts';
import type { KeyClaims, UserClaims } from './tokens.ts';

/**
 * How much the clocks of auth's nodes may differ. A token that was signed within this time after a change of role may
 * still hold the old role, so the new role applies to it too.
 */
const CLOCK_SKEW_MS = 5_000;

/** A member's role from an instant on; tokens from before a removal stay invalid, also when the person is a member again. */
type MemberChange = { role: Role | null; changedAt: number; removedAt: number | undefined };

/**
 * The revocations that may concern valid tokens: ended sessions, persons whose sessions were all ended, revoked API
 * keys and changed roles. Entries that are older than any valid token are dropped. A token's `iat` is in whole seconds,
 * so a token that was signed in the second of a revocation counts as signed before it.
 */
export class RevocationList {
  readonly #sessions = new Map<string, number>();
  readonly #keys = new Map<string, number>();
  readonly #users = new Map<string, number>();
  readonly #members = new Map<string, MemberChange>();
  /** The number of the last entry in this list. */
  seq = 0;

  /** Adds a page of entries. @param seq the number up to which this list is complete now */
  apply(entries: readonly Revocation[], seq: number): void {
    for (const entry of entries) {
      const revokedAt = Date.parse(entry.at);
      if (entry.kind === 'session') this.#sessions.set(entry.sessionId, revokedAt);
      else if (entry.kind === 'api-key') this.#keys.set(entry.keyId, revokedAt);
      else if (entry.kind === 'user') this.#users.set(entry.userId, revokedAt);
      else this.#changeMember(memberKey(entry.organizationId, entry.userId), entry.role, revokedAt);
    }
    this.seq = seq;
  }

  #changeMember(key: string, role: Role | null, changedAt: number): void {
    const removedAt = role === null ? changedAt : this.#members.get(key)?.removedAt;
    this.#members.set(key, { role, changedAt, removedAt });
  }

  /** The present role of the person with this token; null when the token is not valid any more. */
  roleOf(claims: UserClaims): Role | null {
    return this.#sessions.has(claims.sid) ? null : this.#roleOfPerson(claims.sub, claims);
  }

  /**
   * The present role of an API key, which is never stronger than that of the person who made it; null when either is
   * revoked.
   */
  roleOfKey(claims: KeyClaims): Role | null {
    if (this.#keys.has(claims.sub)) return null;
    const role = this.#roleOfPerson(claims.obo, claims);
    return role && weakerRole(role, claims.role);
  }

  #roleOfPerson(userId: string, { org, role, iat }: Pick<UserClaims, 'org' | 'role' | 'iat'>): Role | null {
    const endedAt = this.#users.get(userId);
    if (endedAt !== undefined && iat * 1000 <= endedAt) return null;
    const member = this.#members.get(memberKey(org, userId));
    if (member?.removedAt !== undefined && iat * 1000 <= member.removedAt) return null;
    return member && iat * 1000 <= member.changedAt + CLOCK_SKEW_MS ? member.role : role;
  }

  /** Drops entries from before an instant (milliseconds); to be called when all tokens from before it have expired. */
  forgetBefore(time: number): void {
    for (const [key, revokedAt] of this.#sessions) if (revokedAt < time) this.#sessions.delete(key);
    for (const [key, revokedAt] of this.#keys) if (revokedAt < time) this.#keys.delete(key);
    for (const [key, revokedAt] of this.#users) if (revokedAt < time) this.#users.delete(key);
    for (const [key, { changedAt }] of this.#members) if (changedAt < time) this.#members.delete(key);
  }
}

const memberKey = (organizationId: string, userId: string) => `${organizationId}/${userId}`;
