import type { Tx } from '../../../storage/database.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { organizationsOf } from '../members/store/memberships.ts';
import { recordEvent, UNKNOWN_ID, type SecurityEvent } from './store.ts';

/** What was done about a person's account, and in which organisation; null where it was done in none, as with a mailed token. */
export type PersonEvent = Omit<SecurityEvent, 'organizationId' | 'withoutOrigin'> & {
  organizationId: string | null;
};

/**
 * Writes what was done about a person's account (their factors, codes, password, address) into the trail of every organisation of
 * theirs, in the transaction of the change: an account is one, and who trusts it anywhere has to see it. From where it came, and
 * what is named by the person, stands in one trail alone: where it was done. What was done in no organisation says so in
 * the only one that the person has, or else in that of operators (the nil id).
 */
export async function recordOfPerson(tx: Tx, event: PersonEvent): Promise<void> {
  const organizations = await organizationsOf(tx, event.userId);
  const home = event.organizationId ?? homeOf(organizations);
  await inOrganization(home, () => recordEvent(tx, { ...event, organizationId: home }));
  await recordBeside(tx, event, home, organizations);
}

/** The same, into the trails of the organisations beside `home`, where it stands already. */
export async function recordBeside(
  tx: Tx,
  event: Omit<PersonEvent, 'organizationId'>,
  home: string,
  organizations: readonly string[],
): Promise<void> {
  for (const organizationId of organizations)
    if (organizationId !== home) {
      const { userId, actor, action, subject, detail } = event;
      const told = {
        userId,
        action,
        ...(actor ? { actor } : {}),
        ...(subject ? { subject } : {}),
        ...(detail ? { detail } : {}),
      };
      await inOrganization(organizationId, () =>
        recordEvent(tx, { ...told, organizationId, withoutOrigin: true }),
      );
    }
}

/** Whose trail says from where something came that was done in no organisation. */
export const homeOf = (organizations: readonly string[]): string =>
  organizations.length === 1 ? (organizations[0] ?? UNKNOWN_ID) : UNKNOWN_ID;
