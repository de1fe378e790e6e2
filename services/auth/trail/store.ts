import { NIL } from 'uuid';
import type { Origin } from '../../../contracts/auth/identity.ts';
import type { Refusal } from '../../../contracts/auth/trail.ts';
import { audit, type AuditEvent } from '../../../storage/audit.ts';
import type { Tx } from '../../../storage/database.ts';

/** The id of an unknown person and of their organisation: sign-ins with unknown addresses are recorded under it. */
export const UNKNOWN_ID = NIL;

/** Everything that auth records, as past facts. */
export type SecurityAction =
  | 'auth.registered'
  | 'auth.address_proved'
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
  | 'auth.api_key_refused';

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
  /** Never a token or a password. */
  detail?: object;
};

/** Writes an event to the audit trail in the transaction of the change itself: the one writer of this service. */
export async function recordEvent(tx: Tx, event: SecurityEvent): Promise<void> {
  await audit(tx, {
    organizationId: event.organizationId,
    actor: event.actor ?? { kind: 'user', id: event.userId },
    action: event.action,
    subject: event.subject ?? { kind: 'user', id: event.userId },
    detail: { ...event.detail, ...event.origin },
  });
}

const API_KEY = 'api-key:';

/** Writes that the gateway kept somebody from something. */
export async function recordRefusal(tx: Tx, organizationId: string, refusal: Refusal): Promise<void> {
  const { actor, code, operation, count, origin } = refusal;
  const keyId = actor.id.startsWith(API_KEY) ? actor.id.slice(API_KEY.length) : undefined;
  const action: SecurityAction = 'auth.access_refused';
  await audit(tx, {
    organizationId,
    actor,
    action,
    subject: keyId === undefined ? { kind: 'user', id: actor.id } : { kind: 'api-key', id: keyId },
    detail: { code, operation, count, ...origin },
  });
}
