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
  /** Mail reports to members of the organisation, again and again. */
  'schedules:write': ['owner', 'admin', 'manager', 'analyst'],
  /** Logins by which other tools read all figures by SQL. */
  'sql-logins:manage': ADMINS,
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
  'sql-logins:manage',
  'schedules:write',
];

/** What takes part in spending: submit, approve, publish and apply. */
export const MONEY_PERMISSIONS = [
  'campaign:submit',
  'campaign:approve',
  'campaign:publish',
  'campaign:apply',
] as const satisfies readonly (keyof typeof PERMISSIONS)[];

/** Whether people with this role may do what needs this permission. */
export const allowedTo = (role: Role, permission: keyof typeof PERMISSIONS): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).includes(role);

/** Whether a role takes part in spending: whoever gives it away gives away money. */
export const movesMoney = (role: Role): boolean =>
  MONEY_PERMISSIONS.some((permission) => allowedTo(role, permission));

/** Whether a role may be the second of two people. */
export const mayApprove = (role: Role): boolean => allowedTo(role, 'campaign:approve');

/** What raises the most that can be spent. */
export const EXPOSURE_RAISING: readonly Permission[] = ['campaign:publish', 'campaign:apply'];

/**
 * Whether a permission needs an address that is proved to be the person's (or that of who made the key), and why. Until then a
 * person looks round and writes drafts: all that costs money or room, brings people in or decides for others comes after.
 */
export const PROVED_ADDRESS = {
  'organization:read': [false, 'shows what is their own'],
  'organization:manage': [true, 'decides who may approve, which counts for everybody who joins later'],
  'members:read': [false, 'shows what is their own'],
  'members:manage': [true, 'brings people and machines in, and has us mail strangers'],
  'campaign:read': [false, 'shows what is their own'],
  'campaign:draft': [false, 'is what an unproved account is for'],
  'campaign:write': [
    false,
    'pauses, stops and puts away: whoever can reach a campaign may always make it spend less',
  ],
  'campaign:submit': [true, 'begins what ends in spending'],
  'campaign:approve': [true, 'is the word of a person, who has to be somebody'],
  'campaign:publish': [true, 'spends'],
  'campaign:apply': [true, 'spends'],
  'ad-accounts:read': [false, 'shows what is their own'],
  'ad-accounts:manage': [true, 'reaches accounts in which money is'],
  'reports:read': [false, 'shows what is their own'],
  'metrics:write': [true, 'takes room for millions of rows, and is no draft'],
  'sql-logins:manage': [true, 'opens all figures to other tools'],
  'schedules:write': [true, 'mails others again and again'],
  'ai:use': [true, 'spends our money at the model with each brief'],
  'audit:read': [false, 'shows what is their own'],
} as const satisfies Record<keyof typeof PERMISSIONS, readonly [needed: boolean, because: string]>;

export const NEEDS_PROVED_ADDRESS: readonly Permission[] = (
  Object.keys(PROVED_ADDRESS) as (keyof typeof PROVED_ADDRESS)[]
).filter((permission) => PROVED_ADDRESS[permission][0]);
