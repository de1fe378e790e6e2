import type { Revocation } from '../../contracts/auth/sessions.ts';
import { weakerRole, type Role } from '../../contracts/permissions.ts';
import type { KeyClaims, UserClaims } from './tokens.ts';

/** How much the clocks of auth's nodes may differ. */
const CLOCK_SKEW_MS = 5_000;

/** When something was revoked: its number among the revocations, and the time on the clock of auth's node. */
type Moment = { seq: number; at: number };
/** When a token was made: the number of the last revocation that it takes into account, and whole seconds. */
type Birth = Pick<UserClaims, 'rev' | 'iat'>;
/** A member's role from a moment on; tokens from before a removal stay dead, also when the person is a member again. */
type MemberChange = { role: Role | null; changed: Moment; removed: Moment | undefined };

/**
 * The revocations that may concern valid tokens: ended sessions, persons whose sessions were all ended, revoked API
 * keys and changed roles. Entries that are older than any valid token are dropped.
 */
export class RevocationList {
  readonly #sessions = new Map<string, number>();
  readonly #keys = new Map<string, number>();
  readonly #users = new Map<string, Moment>();
  readonly #members = new Map<string, MemberChange>();
  /** The number of the last entry in this list. */
  seq = 0;

  /** Adds a page of entries. @param seq the number up to which this list is complete now */
  apply(entries: readonly Revocation[], seq: number): void {
    for (const entry of entries) {
      const moment = { seq: entry.seq, at: Date.parse(entry.at) };
      if (entry.kind === 'session') this.#sessions.set(entry.sessionId, moment.at);
      else if (entry.kind === 'api-key') this.#keys.set(entry.keyId, moment.at);
      else if (entry.kind === 'user') this.#users.set(entry.userId, moment);
      else this.#changeMember(memberKey(entry.organizationId, entry.userId), entry.role, moment);
    }
    this.seq = seq;
  }

  #changeMember(key: string, role: Role | null, changed: Moment): void {
    const removed = role === null ? changed : this.#members.get(key)?.removed;
    this.#members.set(key, { role, changed, removed });
  }

  /** The present role of the person with this token; null when the token is not valid any more. */
  roleOf(claims: UserClaims): Role | null {
    return this.#sessions.has(claims.sid) ? null : this.#roleOfPerson(claims.sub, claims);
  }

  /**
   * Whether a person's role in an organisation was changed or taken away after the entry with this number, or all their sessions
   * were ended: what they began before does not live again with the role.
   */
  changedAfter(seq: number, { userId, organizationId }: { userId: string; organizationId: string }): boolean {
    const member = this.#members.get(memberKey(organizationId, userId));
    return [member?.changed, this.#users.get(userId)].some(
      (moment) => moment !== undefined && moment.seq > seq,
    );
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

  #roleOfPerson(userId: string, claims: Birth & Pick<UserClaims, 'org' | 'role'>): Role | null {
    const ended = this.#users.get(userId);
    if (ended && isOlder(claims, ended)) return null;
    const member = this.#members.get(memberKey(claims.org, userId));
    if (member?.removed && isOlder(claims, member.removed)) return null;
    return member && mayBeOlder(claims, member.changed) ? member.role : claims.role;
  }

  /** Drops entries from before an instant (milliseconds); to be called when all tokens from before it have expired. */
  forgetBefore(time: number): void {
    for (const [key, revokedAt] of this.#sessions) if (revokedAt < time) this.#sessions.delete(key);
    for (const [key, revokedAt] of this.#keys) if (revokedAt < time) this.#keys.delete(key);
    for (const [key, { at }] of this.#users) if (at < time) this.#users.delete(key);
    for (const [key, { changed }] of this.#members) if (changed.at < time) this.#members.delete(key);
  }
}

const memberKey = (organizationId: string, userId: string) => `${organizationId}/${userId}`;

/**
 * Whether a token was made before a revocation. The numbers say so exactly, within one second and whatever the clocks
 * say; the times say so too where a database was restored and numbers were given a second time. A token of the release
 * before tells no number: one of the same second counts as older.
 */
function isOlder({ rev, iat }: Birth, { seq, at }: Moment): boolean {
  if (rev === undefined) return iat * 1000 <= at;
  return rev < seq || (iat + 1) * 1000 + CLOCK_SKEW_MS <= at;
}

/** The same, or cannot be told: a token without a number that was made shortly after may still hold the old role. */
function mayBeOlder({ rev, iat }: Birth, { seq, at }: Moment): boolean {
  return rev === undefined ? iat * 1000 <= at + CLOCK_SKEW_MS : isOlder({ rev, iat }, { seq, at });
}
