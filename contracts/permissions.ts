/** Roles of a member, strongest first. */
export const ROLES = ['owner', 'admin', 'manager', 'analyst', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** The weaker of two roles. */
export const weakerRole = (a: Role, b: Role): Role => (ROLES.indexOf(a) > ROLES.indexOf(b) ? a : b);

/** Roles that an API key may have: a machine administers nothing. */
export const API_KEY_ROLES = ['manager', 'analyst', 'viewer'] as const satisfies readonly Role[];

export const SERVICES = ['gateway', 'auth', 'campaign', 'ai', 'analytics', 'platforms'] as const;
export type ServiceName = (typeof SERVICES)[number];

const EVERYONE: readonly Role[] = ROLES;
const WRITERS: readonly Role[] = ['owner', 'admin', 'manager'];
const ADMINS: readonly Role[] = ['owner', 'admin'];

/** Which roles hold which permission. What is not listed is refused. */
export const PERMISSIONS = {
  'organization:read': EVERYONE,
  'organization:manage': ADMINS,
  'members:read': EVERYONE,
  'members:manage': ADMINS,
  'campaign:read': EVERYONE,
  /** Write drafts and proposals, which move nothing. */
  'campaign:draft': WRITERS,
  'campaign:write': WRITERS,
  'campaign:submit': WRITERS,
  'campaign:approve': WRITERS,
  'campaign:publish': WRITERS,
  'campaign:apply': WRITERS,
  'ad-accounts:read': EVERYONE,
  'ad-accounts:manage': ADMINS,
  'reports:read': EVERYONE,
  'metrics:write': ['owner', 'admin', 'manager', 'analyst'],
  'ai:use': WRITERS,
  'audit:read': ADMINS,
} as const satisfies Record<string, readonly Role[]>;

/** `public`: no token; `signed-in`: every living user token; `service`: service tokens of `callers` only. */
export type Permission = keyof typeof PERMISSIONS | 'public' | 'signed-in' | 'service';

/**
 * What no API key holds, whatever its role and scopes: a machine is not the second person, no key makes keys, and nothing
 * that can be spent is raised by a machine alone (mixins/identity/authorize.ts, mayRaiseExposure).
 */
export const PEOPLE_ONLY: readonly Permission[] = [
  'signed-in',
  'organization:manage',
  'members:manage',
  'campaign:approve',
  'ad-accounts:manage',
];

/** What raises the most that can be spent. */
export const EXPOSURE_RAISING: readonly Permission[] = ['campaign:publish', 'campaign:apply'];

/** What needs an address that is proved to be the person's (or that of who made the key): all that costs money or brings people in. */
export const NEEDS_PROVED_ADDRESS: readonly Permission[] = [
  'members:manage',
  'ad-accounts:manage',
  'campaign:submit',
  'campaign:approve',
  'campaign:publish',
  'campaign:apply',
];
