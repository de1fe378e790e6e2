import type { Organization, User } from '../../../../contracts/auth/identity.ts';

/** A person and an organisation that they belong to, with their role there. */
export type Membership = {
  user: User;
  organization: Organization;
  /** Since when the person's address is known to be theirs; null while it is not. */
  addressProvedAt: Date | null;
};
