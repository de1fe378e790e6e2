import { audit } from '../../../../storage/audit.ts';
import type { Tx } from '../../../../storage/database.ts';
import type { Origin } from '../../accounts/domain/people.ts';

/** Stands for nobody: sign-ins with unknown addresses are recorded under this organisation and this person. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

export type SecurityEvent = {
  organizationId: string;
  userId: string;
  action: `auth.${string}`;
  subject?: { kind: 'user' | 'session' | 'invitation' | 'api-key'; id: string };
  origin?: Origin | undefined;
  detail?: object;
};

/** Records what a person did to an account, in the transaction of the change. Never give it a token or a password. */
export async function trail(tx: Tx, event: SecurityEvent): Promise<void> {
  await audit(tx, {
    organizationId: event.organizationId,
    actor: { kind: 'user', id: event.userId },
    action: event.action,
    subject: event.subject ?? { kind: 'user', id: event.userId },
    detail: { ...event.detail, ...event.origin },
  });
}
