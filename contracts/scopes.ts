import type { Permission } from './permissions.ts';

/**
 * What an API key may be given to do, beside what its role allows. No scope holds a permission to publish, to resume or to
 * apply: nothing that raises what can be spent is done by a machine alone.
 */
export const SCOPES = {
  'organization:read': ['organization:read', 'members:read', 'ad-accounts:read'],
  'campaigns:read': ['campaign:read'],
  /** Write drafts and ask for recommendations. */
  'campaigns:propose': ['campaign:draft'],
  /** Also submit, pause, stop, archive, and publish what only lowers. */
  'campaigns:write': ['campaign:draft', 'campaign:write', 'campaign:submit'],
  'reports:read': ['reports:read'],
  'metrics:write': ['metrics:write'],
  'ai:use': ['ai:use'],
} as const satisfies Record<string, readonly Permission[]>;
export type Scope = keyof typeof SCOPES;
export const SCOPE_NAMES = Object.keys(SCOPES) as [Scope, ...Scope[]];

/** An integration is a program that its people wrote; an agent decides by itself what it does next. */
export const KEY_KINDS = ['integration', 'agent'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/** By kind of key: what it may be given. An agent reads and proposes; a person makes something of that. */
export const SCOPES_OF_KIND: Readonly<Record<KeyKind, readonly Scope[]>> = {
  integration: SCOPE_NAMES,
  agent: ['organization:read', 'campaigns:read', 'campaigns:propose', 'reports:read', 'ai:use'],
};

/** Whether a key of this kind holds a permission through one of its scopes. Scopes of a newer release are no one's. */
export function scopesAllow(kind: KeyKind, scopes: readonly string[], permission: Permission): boolean {
  return SCOPES_OF_KIND[kind].some(
    (scope) => scopes.includes(scope) && (SCOPES[scope] as readonly Permission[]).includes(permission),
  );
}
