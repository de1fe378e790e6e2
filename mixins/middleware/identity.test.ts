import { randomUUID } from 'node:crypto';
import type { ActionSchema, Context } from 'moleculer';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ActionContract } from '../../contracts/action.ts';
import type { Caller } from '../../contracts/caller.ts';
import {
  API_KEY_ROLES,
  EXPOSURE_RAISING,
  NEEDS_PROVED_ADDRESS,
  PEOPLE_ONLY,
  PERMISSIONS,
  ROLES,
  type Permission,
} from '../../contracts/permissions.ts';
import { SCOPE_NAMES } from '../../contracts/scopes.ts';
import { currentScope } from '../../storage/scope.ts';
import { authorize } from '../identity/authorize.ts';
import type { NodeIdentity } from '../identity/node-identity.ts';
import type { Node } from '../node.ts';
import { identityMiddleware } from './identity.ts';

const contractOf = (permission: Permission, more: Partial<ActionContract> = {}): ActionContract => ({
  name: 'campaign.get',
  summary: '',
  params: z.strictObject({}),
  result: z.strictObject({}),
  permission,
  stepUp: 'none',
  ...more,
});
const user = (role: (typeof ROLES)[number], addressProved = true): Caller => ({
  kind: 'user',
  userId: randomUUID(),
  organizationId: randomUUID(),
  sessionId: randomUUID(),
  role,
  addressProved,
});
const apiKey = (role: (typeof ROLES)[number], addressProved = true): Caller => ({
  kind: 'api-key',
  keyId: randomUUID(),
  userId: randomUUID(),
  organizationId: randomUUID(),
  role,
  addressProved,
  access: { kind: 'integration', scopes: SCOPE_NAMES },
});
const service = (name: 'campaign' | 'platforms', organizationId: string | null = null): Caller => ({
  kind: 'service',
  service: name,
  organizationId,
  jobId: null,
  onBehalfOf: null,
});
const verdict = (contract: ActionContract, caller: Caller): string => {
  try {
    authorize(contract, caller);
    return 'allowed';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('permissions', () => {
  it.each(Object.keys(PERMISSIONS) as (keyof typeof PERMISSIONS)[])(
    '%s: its roles and nobody else',
    (name) => {
      const holders: readonly string[] = PERMISSIONS[name];
      for (const role of ROLES)
        expect(verdict(contractOf(name), user(role))).toBe(
          holders.includes(role) ? 'allowed' : 'PERMISSION_DENIED',
        );
      expect(verdict(contractOf(name), { kind: 'anonymous' })).toBe('TOKEN_MISSING');
      expect(verdict(contractOf(name), service('campaign'))).toBe('PERMISSION_DENIED');
    },
  );

  it.each<[Permission, Caller, string]>([
    ['public', { kind: 'anonymous' }, 'allowed'],
    ['public', user('viewer'), 'allowed'],
    ['signed-in', user('viewer'), 'allowed'],
    ['signed-in', { kind: 'anonymous' }, 'TOKEN_MISSING'],
    ['signed-in', service('campaign'), 'PERMISSION_DENIED'],
    ['service', user('owner'), 'PERMISSION_DENIED'],
    ['service', service('campaign'), 'PERMISSION_DENIED'],
  ])('%s for %j', (permission, caller, expected) => {
    expect(verdict(contractOf(permission), caller)).toBe(expected);
  });

  it('an API key with every scope holds what its role holds, but never what is for people or raises what can be spent', () => {
    for (const name of Object.keys(PERMISSIONS) as (keyof typeof PERMISSIONS)[])
      for (const role of API_KEY_ROLES) {
        const holders: readonly string[] = PERMISSIONS[name];
        const raising = EXPOSURE_RAISING.includes(name);
        const allowed = holders.includes(role) && !PEOPLE_ONLY.includes(name) && !raising;
        expect(verdict(contractOf(name), apiKey(role))).toBe(allowed ? 'allowed' : 'PERMISSION_DENIED');
      }
    for (const permission of ['signed-in', 'service', 'members:manage'] as const)
      expect(verdict(contractOf(permission), apiKey('owner'))).toBe('PERMISSION_DENIED');
    expect(verdict(contractOf('public'), apiKey('viewer'))).toBe('allowed');
  });

  it('an unproved address reads, writes drafts and stops; it spends nothing, not ours either, brings nobody in and decides nothing', () => {
    const free = Object.keys(PERMISSIONS).filter(
      (name) => !NEEDS_PROVED_ADDRESS.includes(name as Permission),
    );
    const reading = ['organization', 'members', 'campaign', 'ad-accounts', 'reports', 'audit'];
    expect(free.toSorted()).toEqual(
      [...reading.map((what) => `${what}:read`), 'campaign:draft', 'campaign:write'].toSorted(),
    );
    for (const name of Object.keys(PERMISSIONS) as (keyof typeof PERMISSIONS)[]) {
      const expected = NEEDS_PROVED_ADDRESS.includes(name) ? 'ADDRESS_UNPROVED' : 'allowed';
      expect(verdict(contractOf(name), user('owner', false))).toBe(expected);
    }
    expect(verdict(contractOf('signed-in'), user('owner', false))).toBe('allowed');
    expect(verdict(contractOf('campaign:publish'), user('viewer', false))).toBe('PERMISSION_DENIED');
    expect(verdict(contractOf('campaign:submit'), apiKey('manager', false))).toBe('ADDRESS_UNPROVED');
    expect(verdict(contractOf('ai:use'), apiKey('manager', false))).toBe('ADDRESS_UNPROVED');
    expect(verdict(contractOf('campaign:draft'), apiKey('manager', false))).toBe('allowed');
  });

  it('a service passes where it is named', () => {
    const named = contractOf('service', { callers: ['campaign'] });
    expect(verdict(named, service('campaign'))).toBe('allowed');
    expect(verdict(named, service('platforms'))).toBe('PERMISSION_DENIED');
  });
});

describe('an action behind the middleware', () => {
  const run = async (caller: Caller, action: object) => {
    const node = { identity: { callerOf: async () => caller } as unknown as NodeIdentity } as Node;
    const middleware = identityMiddleware(node) as unknown as {
      localAction(
        next: (ctx: Context) => Promise<unknown>,
        action: ActionSchema,
      ): (ctx: Context) => Promise<unknown>;
    };
    const wrapped = middleware.localAction(async () => currentScope() ?? 'no scope', action);
    return wrapped({ headers: {}, locals: {} } as Context);
  };
  const contracted = (permission: Permission) => ({
    name: 'campaign.get',
    contract: () => contractOf(permission),
  });

  it("runs in the caller's organisation, or in none", async () => {
    const ada = user('owner') as Extract<Caller, { kind: 'user' }>;
    expect(await run(ada, contracted('signed-in'))).toEqual({ organizationId: ada.organizationId });
    expect(await run({ kind: 'anonymous' }, contracted('public'))).toBe('no scope');
  });

  it('without a contract is refused when it is ours', async () => {
    for (const name of ['campaign.secret', 'gateway.removeRoute'])
      await expect(run(user('owner'), { name })).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(await run(user('owner'), { name: '$node.list' })).toBe('no scope');
    expect(await run(user('owner'), { name: 'gateway.rest' })).toBe('no scope');
  });
});
