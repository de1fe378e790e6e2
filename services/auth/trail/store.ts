import { createHash, randomBytes } from 'node:crypto';
import { NIL } from 'uuid';
import type { Origin } from '../../../contracts/auth/identity.ts';
import type { Refusal } from '../../../contracts/auth/trail.ts';
import { audit, type AuditEvent } from '../../../storage/audit.ts';
import type { Tx } from '../../../storage/database.ts';
import { currentOrigin } from '../../../storage/origin.ts';

/** The id of an unknown person and of their organisation: sign-ins with unknown addresses are recorded under it. */
export const UNKNOWN_ID = NIL;

/** Everything that auth records, as past facts. */
export type SecurityAction =
  | 'auth.registered'
  | 'auth.address_proved'
  | 'auth.address_change_asked'
  | 'auth.address_changed'
  | 'auth.account_displaced'
  | 'auth.password_changed'
  | 'auth.password_reset'
  | 'auth.logged_in'
  | 'auth.login_failed'
  | 'auth.organization_switched'
  | 'auth.logged_out'
  | 'auth.refresh_token_reused'
  | 'auth.session_ended'
  | 'auth.sessions_ended'
  | 'auth.invited'
  | 'auth.invitation_withdrawn'
  | 'auth.invitation_accepted'
  | 'auth.role_changed'
  | 'auth.member_removed'
  | 'auth.factor_asked'
  | 'auth.factor_begun'
  | 'auth.factor_added'
  | 'auth.factor_failed'
  | 'auth.factor_removed'
  | 'auth.recovery_codes_made'
  | 'auth.factor_loss_reported'
  | 'auth.factor_loss_confirmed'
  | 'auth.factor_loss_cancelled'
  | 'auth.factors_lost'
  | 'auth.stepped_up'
  | 'auth.approval_policy_changed'
  | 'auth.api_key_created'
  | 'auth.api_key_revoked'
  | 'auth.audit_exported'
  | 'auth.access_refused'
  | 'auth.api_key_refused'
  | 'auth.person_exported'
  | 'auth.erasure_asked';

export type SecurityEvent = {
  organizationId: string;
  /** The person who acted. */
  userId: string;
  /** Who acted, where it was not that person but a key that they made. */
  actor?: AuditEvent['actor'];
  action: SecurityAction;
  /** What the action was done to; the person themselves when absent. */
  subject?: { kind: 'user' | 'session' | 'invitation' | 'api-key' | 'organization'; id: string };
  /** Where the request came from, when the gateway has seen it. */
  origin?: Origin | undefined;
  /** Where it came from stands in another trail. */
  withoutOrigin?: boolean;
  /** Never a token or a password, and nothing that names or places a person: that is `personal`. */
  detail?: object;
  /** What names a person; like the origin it can be erased. */
  personal?: object;
};

const KEEP_PERSONAL = `
  INSERT INTO personal_details (event_id, organization_id, user_id, salt, detail) VALUES ($1, $2, $3, $4, $5)`;

/**
 * Writes an event to the audit trail in the transaction of the change itself: the one writer of this service. What names or
 * places the person stands beside the trail, which holds a hash over it and a random salt: it can be erased, and the
 * trail stays whole (docs/decisions/0016-envelopes-and-erasure.md).
 */
export async function recordEvent(tx: Tx, event: SecurityEvent): Promise<void> {
  const personal = { ...event.personal, ...(event.withoutOrigin ? {} : (event.origin ?? currentOrigin())) };
  const text = Object.keys(personal).length > 0 ? JSON.stringify(personal) : null;
  const salt = randomBytes(32).toString('base64url');
  const commitment = text === null ? {} : { personal: commitmentTo(salt, text) };
  const id = await audit(tx, {
    organizationId: event.organizationId,
    actor: event.actor ?? { kind: 'user', id: event.userId },
    action: event.action,
    subject: event.subject ?? { kind: 'user', id: event.userId },
    detail: { ...event.detail, ...commitment },
    originApart: true,
  });
  if (text !== null) await tx.execute(KEEP_PERSONAL, [id, event.organizationId, event.userId, salt, text]);
}

/** Keeps where a session began under its id: events of other services name the session, and this is erased with the person. */
export async function keepSessionOrigin(
  tx: Tx,
  session: { id: string; organizationId: string; userId: string },
  origin: Origin,
): Promise<void> {
  const text = JSON.stringify(origin);
  await tx.execute(KEEP_PERSONAL, [session.id, session.organizationId, session.userId, '', text]);
}

/** Without the salt nobody can find out by trying which address or name it was. */
const commitmentTo = (salt: string, text: string) =>
  createHash('sha256').update(salt).update(text).digest('hex');

const API_KEY = 'api-key:';

/** Writes that the gateway kept somebody from something. A machine's address is no person's: it stands in the event. */
export async function recordRefusal(tx: Tx, organizationId: string, refusal: Refusal): Promise<void> {
  const { actor, code, operation, count, origin } = refusal;
  const action: SecurityAction = 'auth.access_refused';
  const detail = { code, operation, count };
  if (!actor.id.startsWith(API_KEY)) {
    await recordEvent(tx, { organizationId, userId: actor.id, actor, action, origin, detail });
    return;
  }
  const subject = { kind: 'api-key', id: actor.id.slice(API_KEY.length) };
  await audit(tx, {
    organizationId,
    actor,
    action,
    subject,
    detail: { ...detail, ...origin },
    originApart: true,
  });
}
