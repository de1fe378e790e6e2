import type { Database, Tx } from '../../../storage/database.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { organizationIds } from '../accounts/store/organizations.ts';
import { personIn } from '../mails/domain/readable-name.ts';
import { UNKNOWN_ID } from '../trail/store.ts';

type Person = { email: string; name: string };

/** Mails to the person and invitations of them, in any organisation: they may have been invited where they never were. */
const DROP_MAILS = 'DELETE FROM mails WHERE organization_id = $1 AND lower(recipient) = lower($2)';
const DROP_INVITATIONS = 'DELETE FROM invitations WHERE organization_id = $1 AND email = lower($2)';
/** The subject of an invitation begins with the name of who invites, as they gave it or as mails write it. */
const DROP_NAME = `
  UPDATE mails SET subject = 'An invitation' WHERE organization_id = $1 AND starts_with(subject, $2)`;

/**
 * Erases what names a person in every organisation, one small transaction each; and in none: a mail that somebody asked for who was not
 * signed in, as to reset a password, is of no organisation.
 */
export async function eraseInOrganizations(database: Database, { email, name }: Person): Promise<void> {
  for (const id of [UNKNOWN_ID, ...(await organizationIds(database))])
    await inOrganization(id, () =>
      database.transaction(async (tx) => {
        await tx.execute(DROP_MAILS, [id, email]);
        await tx.execute(DROP_INVITATIONS, [id, email]);
        for (const written of new Set([name, personIn(name)]))
          await tx.execute(DROP_NAME, [id, `${written} invites you to `]);
      }),
    );
}

/** What belongs to a person alone. Refresh tokens go with sessions; factors, codes and challenges with the account. */
const OWN_ROWS = [
  'DELETE FROM sessions WHERE user_id = $1',
  'DELETE FROM devices WHERE user_id = $1',
  'DELETE FROM memberships WHERE user_id = $1',
  'DELETE FROM personal_details WHERE user_id = $1',
  'DELETE FROM users WHERE id = $1 AND erasure_asked_at IS NOT NULL',
];

/** Erases an account. The id stays in trails and authorship, where it names nobody any more. */
export async function eraseAccount(tx: Tx, userId: string): Promise<void> {
  for (const statement of OWN_ROWS) await tx.execute(statement, [userId]);
}
