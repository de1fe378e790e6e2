import type { Database } from '../../../../storage/database.ts';
import { reuseMail } from '../../mails/domain/mails.ts';
import type { Origin, Seat } from '../../accounts/domain/people.ts';
import { within } from '../../accounts/store/accounts.ts';
import type { QueueMail } from '../../mails/store/mails.ts';
import { trail } from '../../trail/store/security-trail.ts';
import { endSession } from './sessions.ts';

/** How sessions end before their time. */
export function endingStore(database: Database, queueMail: QueueMail) {
  return {
    logout: (organizationId: string, userId: string, sessionId: string, now: Date): Promise<void> =>
      within(database, organizationId, async (tx) => {
        if (!(await endSession(tx, sessionId, 'logout', now))) return;
        const subject = { kind: 'session', id: sessionId } as const;
        await trail(tx, { organizationId, userId, action: 'auth.logged_out', subject });
      }),

    /** A spent token came back: ends the whole session, records it and tells the person. */
    reused: (seat: Seat, sessionId: string, origin: Origin | undefined, now: Date): Promise<void> => {
      const { id: organizationId, name: organizationName } = seat.organization;
      return within(database, organizationId, async (tx) => {
        if (!(await endSession(tx, sessionId, 'refresh_reuse', now))) return;
        const subject = { kind: 'session', id: sessionId } as const;
        const event = { organizationId, userId: seat.user.id, subject, origin };
        await trail(tx, { ...event, action: 'auth.refresh_token_reused' });
        const mail = reuseMail({ name: seat.user.name, organizationName, at: now });
        await queueMail(tx, organizationId, seat.user.email, mail, now);
      });
    },
  };
}
