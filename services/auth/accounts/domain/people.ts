import type { Organization, Origin, User } from '../../../../contracts/auth/identity.ts';

export type { Organization, Origin, User };

/** A person's place in an organisation, with the role there. */
export type Seat = { user: User; organization: Organization };

/** A session that is about to begin, or that goes on with its next refresh token. */
export type NewSession = {
  id: string;
  startedAt: Date;
  expiresAt: Date;
  refreshToken: string;
  refreshExpiresAt: Date;
  origin: Origin | undefined;
};
