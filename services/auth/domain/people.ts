import type { z } from 'zod';
import type * as contracts from '../../../contracts/auth.ts';

export type User = z.infer<typeof contracts.User>;
export type Organization = z.infer<typeof contracts.Organization>;
export type Origin = z.infer<typeof contracts.Origin>;

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
