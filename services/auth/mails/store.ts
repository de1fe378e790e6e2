import { v7 as uuidv7 } from 'uuid';
import { jobs as jobKinds } from '../../../contracts/jobs.ts';
import { SECOND_MS } from '../../../lib/time.ts';
import type { Database, Tx } from '../../../storage/database.ts';
import type { OrganizationKeys } from '../../../storage/envelopes/organization-keys.ts';
import type { Job, Jobs } from '../../../storage/jobs.ts';
import { instant, integer, nullable, statement, text, uuid } from '../../../storage/statement.ts';
import { endOf } from '../members/domain/invitation-life.ts';
import type { Membership } from '../members/domain/membership.ts';
import {
  invitationMail,
  reuseMail,
  welcomeMail,
  type InvitationFacts,
  type MailText,
} from './domain/mails.ts';
import { noticeMail, type Notice } from './domain/notices.ts';
import { shapes } from '../shapes.ts';
import { SEALED } from '../sealing.ts';
import { leaveTurns, takeTurn } from './mail-turns.ts';

export type Mail = MailText & {
  id: string;
  to: string;
  /** Of an invitation: which, when it was made and until when it is of use, while it had no turn yet. */
  waiting: { invitationId: string; createdAt: Date; until: Date } | null;
};
export type MailStore = ReturnType<typeof mailStore>;

/** A mail of an invitation that was replaced or withdrawn, or can be accepted no more ($3 is now). */
const FALLEN = `(m.invitation_id IS NOT NULL AND NOT EXISTS (
  SELECT FROM invitations i WHERE i.organization_id = m.organization_id AND i.id = m.invitation_id
    AND i.status = 'pending' AND i.expires_at > $3))`;
const FIND = statement(
  `SELECT recipient, subject, sealed_text AS sealed, parts_shape AS "partsShape",
     i.id AS "invitationId", i.created_at AS "createdAt", i.expires_at AS "until"
   FROM mails m LEFT JOIN invitations i
     ON m.turn_at IS NULL AND i.organization_id = m.organization_id AND i.id = m.invitation_id
   WHERE m.organization_id = $1 AND m.id = $2 AND m.state NOT IN ('sent', 'nobody') AND NOT ${FALLEN}`,
  {
    recipient: text,
    subject: text,
    sealed: nullable(text),
    partsShape: nullable(integer),
    invitationId: nullable(uuid),
    createdAt: nullable(instant),
    until: nullable(instant),
  },
);
/** Whoever only named an address cannot have us write to it. */
const INSERT = `
  INSERT INTO mails (organization_id, id, recipient, subject, sealed_text, state, created_at, invitation_id, parts_shape)
  VALUES ($1, $2, $3, $4, $5,
    CASE WHEN EXISTS (SELECT 1 FROM users WHERE id = $8 AND claimed_email IS NOT NULL) THEN 'nobody' ELSE $6 END, $7, $9, $10)`;
const MARK_SENT = `
  UPDATE mails SET state = 'sent', sent_at = $3, sealed_text = NULL WHERE organization_id = $1 AND id = $2`;
const DROP = statement(
  `DELETE FROM mails m
   WHERE organization_id = $1 AND id = $2 AND (state = 'nobody' OR (state <> 'sent' AND ${FALLEN}))
   RETURNING recipient, invitation_id AS "invitationId"`,
  { recipient: text, invitationId: nullable(uuid) },
);
const MARK_TURN = 'UPDATE mails SET turn_at = $3 WHERE organization_id = $1 AND id = $2';
/** The end of an invitation whose mail waited moves on ($3), so that it does not lapse unmailed. */
const PROLONG = `
  UPDATE invitations SET expires_at = GREATEST(expires_at, $3) WHERE organization_id = $1 AND id = $2 AND status = 'pending'`;
const MARK_UNSENT = `UPDATE mails SET state = 'unsent', sent_at = NULL WHERE organization_id = $1 AND id = $2`;

/**
 * Mails that wait to be sent. Each is queued in the transaction of the change that asks for it. Texts may carry a token:
 * they are sealed until they are sent and wiped then.
 * @param publicUrl where the product is reached, for links in the texts
 */
export function mailStore(
  { database, jobs }: { database: Database; jobs: Jobs },
  keys: OrganizationKeys,
  publicUrl: string,
) {
  const queue = mailQueue(jobs, keys);
  return {
    /** Greets a new member. */
    async queueWelcome(tx: Tx, { user, organization }: Membership, now: Date): Promise<void> {
      const mail = welcomeMail({ name: user.name, organizationName: organization.name, publicUrl });
      await queue(tx, organization.id, user.email, mail, now);
    },

    /** Sends an invitation's token to the invited address when its time and then its turn have come, if it can be accepted then. */
    async queueInvitation(
      tx: Tx,
      invitation: InvitationFacts & { id: string; organizationId: string; email: string; createdAt: Date },
      mailAt: Date,
    ): Promise<void> {
      const { id, organizationId, email, createdAt } = invitation;
      const waitMs = mailAt.getTime() - createdAt.getTime();
      const about = { invitationId: id, startAfterSeconds: Math.ceil(waitMs / SECOND_MS) };
      const mail = invitationMail({ ...invitation, publicUrl });
      await queue(tx, organizationId, email, mail, createdAt, null, about);
    },

    /** Tells a person that one of their refresh tokens was used twice. */
    async queueReuseWarning(tx: Tx, { user, organization }: Membership, now: Date): Promise<void> {
      const mail = reuseMail({ name: user.name, organizationName: organization.name, at: now });
      await queue(tx, organization.id, user.email, mail, now, user.id);
    },

    /**
     * Tells a person what was done to their account, their place in an organisation or what is theirs there.
     * @param at when it happened, where that is not now
     */
    async queueNotice(
      tx: Tx,
      { user, organization }: Membership,
      notice: Notice,
      now: Date,
      at: Date = now,
    ): Promise<void> {
      const facts = { name: user.name, organizationName: organization.name, at };
      await queue(tx, organization.id, user.email, noticeMail(notice, facts), now, user.id);
    },

    /**
     * Sends a text to an address. With `to` null nobody gets it, and the same is done: an answer takes as long for an address
     * without an account as for one that has it.
     */
    queueText: queue,

    ...sending({ database, jobs }, keys),
  };
}

/** What the job that sends a mail does with it. */
function sending({ database, jobs }: { database: Database; jobs: Jobs }, keys: OrganizationKeys) {
  return {
    /** A mail that is still to be sent; undefined when there is none with this id. */
    async find(organizationId: string, id: string, now: Date): Promise<Mail | undefined> {
      const read = async () => (await database.query(FIND, [organizationId, id, now]))[0];
      const opened = await keys.openRow({ organizationId, ...SEALED.mail, id }, read);
      if (!opened) return undefined;
      const { recipient: to, subject, partsShape, invitationId, createdAt, until } = opened.row;
      const waiting = invitationId && createdAt && until ? { invitationId, createdAt, until } : null;
      return { id, to, subject, waiting, ...partsIn(opened.plain, partsShape) };
    },

    /** Forgets a mail that was for nobody, or of an invitation that is good for nothing any more. */
    async drop(tx: Tx, organizationId: string, id: string, now: Date): Promise<void> {
      const [dropped] = await tx.query(DROP, [organizationId, id, now]);
      if (dropped?.invitationId) await leaveTurns(tx, organizationId, dropped.recipient);
    },

    /**
     * Takes the turn of an invitation's mail, or has the mail sent when to ask again. Another attempt to send it needs no other turn.
     * @returns whether it goes out now
     */
    takeTurn: (
      organizationId: string,
      { id, to, waiting }: Mail,
      job: Pick<Job<unknown>, 'complete'>,
      now: Date,
    ): Promise<boolean> =>
      database.transaction(async (tx) => {
        if (waiting === null) return true;
        const { invitationId, createdAt, until } = waiting;
        const againAt = await takeTurn(tx, { organizationId, to, until }, now);
        const end = endOf(againAt, createdAt, now);
        if (end) await tx.execute(PROLONG, [organizationId, invitationId, end]);
        if (againAt === null) {
          await tx.execute(MARK_TURN, [organizationId, id, now]);
          return true;
        }
        const startAfterSeconds = Math.ceil((againAt.getTime() - now.getTime()) / SECOND_MS);
        await jobs.enqueue(tx, jobKinds.mail, { organizationId, mailId: id }, { startAfterSeconds });
        await job.complete(tx);
        return false;
      }),

    /** Wipes the text. */
    async markSent(tx: Tx, organizationId: string, id: string, now: Date): Promise<void> {
      await tx.execute(MARK_SENT, [organizationId, id, now]);
    },

    /** There is no mail server: the text stays, sealed, and can be sent later. */
    async markUnsent(tx: Tx, organizationId: string, id: string): Promise<void> {
      await tx.execute(MARK_UNSENT, [organizationId, id]);
    },
  };
}

/** What was sealed: a text, or a document with the mail's other parts. */
function partsIn(plain: string, shape: number | null): Pick<MailText, 'text' | 'parts'> {
  if (shape === null) return { text: plain };
  const { text: words, ...parts } = shapes.mailParts.read(JSON.parse(plain), shape);
  return { text: words, parts };
}

/**
 * Saves a mail, sealed, with the job that sends it.
 * @param to null where nobody gets it
 * @param userId whose account it is about, where they get it only if the address is their own
 * @param about the invitation that it is of, and how long it waits
 */
function mailQueue(jobs: Jobs, keys: OrganizationKeys) {
  return async function queue(
    tx: Tx,
    organizationId: string,
    to: string | null,
    mail: MailText,
    now: Date,
    userId: string | null = null,
    about: { invitationId: string; startAfterSeconds: number } | null = null,
  ): Promise<void> {
    const id = uuidv7();
    const state = to === null ? 'nobody' : 'queued';
    const { mailParts } = shapes;
    const plain = mail.parts ? mailParts.write({ text: mail.text, ...mail.parts }) : mail.text;
    const shape = mail.parts ? mailParts.number : null;
    const sealed = await keys.seal(tx, { organizationId, ...SEALED.mail, id }, plain);
    const values = [organizationId, id, to ?? '', mail.subject, sealed, state, now, userId];
    await tx.execute(INSERT, [...values, about?.invitationId ?? null, shape]);
    const { startAfterSeconds = 0 } = about ?? {};
    const later = startAfterSeconds > 0 ? { startAfterSeconds } : {};
    await jobs.enqueue(tx, jobKinds.mail, { organizationId, mailId: id }, later);
  };
}
