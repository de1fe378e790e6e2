import type { Role, ServiceName } from './permissions.ts';
import type { KeyKind } from './scopes.ts';

/** What kind of machine holds an API key, and the scopes that it was given. */
export type KeyAccess = { kind: KeyKind; scopes: readonly string[] };

/** A person, acting in one organisation. */
export type UserCaller = {
  kind: 'user';
  userId: string;
  organizationId: string;
  sessionId: string;
  role: Role;
  /** Whether the address was proved when the token was signed; always, where nobody asks for a proof. */
  addressProved: boolean;
};

/** A machine with an API key of one organisation; `userId` is the person who made the key and answers for it. */
export type ApiKeyCaller = {
  kind: 'api-key';
  keyId: string;
  userId: string;
  organizationId: string;
  role: Role;
  /** The same, of who made the key. */
  addressProved: boolean;
  /** What it may do of what its role allows (contracts/scopes.ts). */
  access: KeyAccess;
};

/** One of our services, acting for an organisation (null: for none), perhaps in a job that a person asked for. */
export type ServiceCaller = {
  kind: 'service';
  service: ServiceName;
  organizationId: string | null;
  jobId: string | null;
  onBehalfOf: string | null;
};

/** Nobody: only actions with permission `public` see this. */
export type AnonymousCaller = { kind: 'anonymous' };

export type Caller = UserCaller | ApiKeyCaller | ServiceCaller | AnonymousCaller;
