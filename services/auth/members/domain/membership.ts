import type { Organization, User } from '../../../../contracts/auth/identity.ts';

/** A person and an organisation that they belong to, with their role there. */
export type Membership = {
  user: User;
  organization: Organization;
  /** Since when the person's address is known to be theirs; null while it is not. */
  addressProvedAt: Date | null;
};

/** The one of a person's memberships that is in an organisation; undefined when none is. */
export const membershipAmong = (
  memberships: readonly Membership[],
  organizationId: string,
): Membership | undefined => memberships.find(({ organization }) => organization.id === organizationId);
