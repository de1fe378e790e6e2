import { describe, expect, it } from 'vitest';
import { contentContracts } from '../../contracts/campaign/content.ts';
import { publishingContracts } from '../../contracts/campaign/publishing.ts';
import { stopContracts } from '../../contracts/campaign/stops.ts';
import { publicContracts } from '../../contracts/routes.ts';
import type { ActionContract } from '../../contracts/action.ts';
import { sessionContracts } from '../../contracts/auth/sessions.ts';
import { SCOPE_NAMES } from '../../contracts/scopes.ts';
import type { Caller } from '../../contracts/caller.ts';
import { AppError } from '../../lib/errors.ts';
import { admit, countAddress, type Door, type Visitor } from './admit.ts';
import { ApiKeys } from './api-keys.ts';
import type { LimitName } from './limit.ts';

const viewer: Caller = {
  kind: 'user',
  userId: 'u1',
  organizationId: 'o',
  sessionId: 's',
  role: 'viewer',
  addressProved: true,
};
const machine: Caller = {
  kind: 'api-key',
  keyId: 'k1',
  userId: 'u1',
  organizationId: 'o',
  role: 'manager',
  addressProved: true,
  access: { kind: 'integration', scopes: SCOPE_NAMES },
};
const manager: Caller = { ...viewer, userId: 'u2', role: 'manager' };
const callers: Record<string, Caller> = {
  'Bearer viewer': viewer,
  'Bearer manager': manager,
  'Bearer machine': machine,
};

/** A door that writes down what it was asked, in order; `full` are the counts that have nothing left. */
function door(full: readonly string[] = []) {
  const log: string[] = [];
  const opened: Door = {
    identity: {
      async callerOf(authorization: string | undefined): Promise<Caller> {
        log.push(`who is ${authorization ?? 'nobody'}`);
        if (authorization === undefined) return { kind: 'anonymous' };
        const caller = callers[authorization];
        if (!caller) throw new AppError('TOKEN_INVALID');
        return caller;
      },
    },
    limits: {
      async take(name: LimitName, key: string, tell: Visitor['tell']) {
        log.push(`${name} ${key}`);
        tell({ name, quota: 1, windowSeconds: 60, remaining: 0, resetSeconds: 9 });
        if (full.includes(key)) throw new AppError('RATE_LIMIT_EXCEEDED');
      },
      async spend(name: LimitName, key: string, _tell: Visitor['tell'], points: number) {
        log.push(`${points} more of ${name} ${key}`);
      },
    },
    apiKeys: new ApiKeys(),
  };
  return { opened, log };
}

function visit(at: Door, contract: ActionContract, authorization?: string) {
  const told: string[] = [];
  const visitor: Visitor = {
    authorization,
    address: '10.0.0.1',
    tell: ({ name }) => told.push(name),
    exchangeKey: async () => ({ accessToken: 'machine', expiresIn: 300 }),
  };
  return { admitted: admit(at, contract, visitor), told };
}

describe('the door', () => {
  it('asks who it is, counts, and looks at the permission, in this order', async () => {
    const { opened, log } = door();
    const { admitted, told } = visit(opened, contentContracts.list, 'Bearer viewer');
    expect((await admitted).caller).toEqual(viewer);
    expect(log).toEqual(['who is Bearer viewer', 'api user:u1']);
    expect(told).toEqual(['api']);
  });

  it('refuses with the limit before the permission, so that guessing costs', async () => {
    const { opened } = door(['user:u1']);
    const { admitted } = visit(opened, contentContracts.create, 'Bearer viewer');
    await expect(admitted).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
  });

  it('refuses a role that may not, after counting it', async () => {
    const { opened, log } = door();
    const { admitted } = visit(opened, contentContracts.create, 'Bearer viewer');
    await expect(admitted).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(log.at(-1)).toBe('api user:u1');
  });

  it('counts nobody by address, and asks nobody in to what needs a person', async () => {
    const { opened, log } = door();
    await expect(visit(opened, contentContracts.list).admitted).rejects.toMatchObject({
      code: 'TOKEN_MISSING',
    });
    expect(log).toEqual(['who is nobody', 'api address:10.0.0.1']);
  });

  it('does not look at a token where anybody may come in, and counts as the contract says', async () => {
    const { opened, log } = door();
    await visit(opened, sessionContracts.login, 'Bearer forged').admitted;
    expect(log).toEqual(['who is nobody', 'login address:10.0.0.1']);
  });

  it('counts a machine by its key, and its exchange by address', async () => {
    const { opened, log } = door();
    const { authorization } = await visit(opened, contentContracts.list, 'Bearer sip_key').admitted;
    expect(authorization).toBe('Bearer machine');
    expect(log).toEqual(['api address:10.0.0.1', 'who is Bearer machine', 'api api-key:k1']);
  });

  it('counts what only stops apart, for people, and for machines with their exchange: nothing else stands before it', async () => {
    const people = door();
    await visit(people.opened, publishingContracts.pause, 'Bearer manager').admitted;
    expect(people.log.at(-1)).toBe('stop user:u2');
    const machines = door();
    await visit(machines.opened, stopContracts.stop, 'Bearer sip_key').admitted;
    expect(machines.log).toEqual(['stop address:10.0.0.1', 'who is Bearer machine', 'stop api-key:k1']);
    const apart = publicContracts.filter(({ limit }) => limit === 'stop').map(({ name }) => name);
    expect(apart.toSorted()).toEqual(['campaign.pause', 'campaign.stop']);
  });

  it('counts a token that is no good by address', async () => {
    const { opened, log } = door();
    const { admitted } = visit(opened, contentContracts.list, 'Bearer forged');
    await expect(admitted).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    expect(log).toEqual(['who is Bearer forged', 'api address:10.0.0.1']);
  });

  it('counts an IPv6 client by its network: it has all its addresses for itself', async () => {
    const { opened, log } = door();
    for (const address of ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:db8:1:3::1'])
      await countAddress(opened.limits, { address, tell: () => undefined });
    const [one, other] = ['api address:2001:db8:1:2::/64', 'api address:2001:db8:1:3::/64'];
    expect(log).toEqual([one, one, other]);
  });

  it('counts what asks for no action by address', async () => {
    const { opened, log } = door(['address:10.0.0.1']);
    const counted = countAddress(opened.limits, { address: '10.0.0.1', tell: () => undefined });
    await expect(counted).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
    expect(log).toEqual(['api address:10.0.0.1']);
  });
});
