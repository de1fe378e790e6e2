import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { ActionContract, ParamsOf, ResultOf } from '../../contracts/action.ts';
import { Jwk } from '../../contracts/auth/sessions.ts';
import { noticeContracts } from '../../contracts/auth/notices.ts';
import { standingContracts, type ApproverStanding } from '../../contracts/auth/standing.ts';
import { accountContracts } from '../../contracts/auth/accounts.ts';
import { stepUpContracts } from '../../contracts/auth/step-up.ts';
import type { Role, ServiceName } from '../../contracts/permissions.ts';
import { AppError } from '../../lib/errors.ts';
import type { Clock } from '../../lib/time.ts';
import { action, bind } from '../../mixins/action.ts';
import { callFromBroker } from '../../mixins/call.ts';
import { generateServiceKeys } from '../../mixins/identity/service-keys.ts';
import { mintUserToken, signingKey } from '../../mixins/identity/tokens.ts';
import { localService } from '../../mixins/moleculer.ts';
import { runNode, type RunningNode } from '../../scripts/run-node.ts';
import { productSettings } from '../../scripts/services.ts';
import { cloneDatabases, type TestDatabases } from './databases.ts';

export type Person = {
  userId: string;
  organizationId: string;
  sessionId: string;
  role: Role;
  authorization: string;
};

/** Services of this product in one process, on databases of their own. */
export type Stack = {
  /** The variables that its node was started with. */
  variables: Readonly<Record<string, string>>;
  running: RunningNode;
  databases: TestDatabases;
  /** Where the gateway listens, when it is in the stack. */
  url: string;
  /** Somebody who is signed in; without an organisation a new one is made up. Only where auth is not in the stack. */
  person(role?: Role, organizationId?: string): Person;
  /** Calls an action by its contract. @throws AppError, always */
  call<C extends ActionContract>(
    contract: C,
    params: ParamsOf<C>,
    as?: { authorization: string },
  ): Promise<ResultOf<C>>;
  stop(): Promise<void>;
};

export type StackOptions = {
  services: readonly ServiceName[];
  env?: Record<string, string>;
  clock?: Clock;
  /** Databases to start on; without them empty ones of today. Dropped at the end in both cases. */
  databases?: TestDatabases;
  /** Without auth: sees which alerts it was to mail whom, and may throw. */
  onAlerts?: (told: ParamsOf<typeof noticeContracts.tellOfAlerts>) => void;
  /** Without auth: sees which SQL logins and webhooks it was to tell of. */
  onReader?: (told: ParamsOf<typeof noticeContracts.tellOfReader>) => void;
  /** Without auth: who is what in an organisation; without it everybody is an owner of old. */
  members?: (organizationId: string, userIds: readonly string[]) => MemberRoles;
  /** Without auth: whether an organisation's policy can be read. */
  policy?: 'two_people' | 'unreadable';
  /** Without auth: what is known of whoever approves or moves money; null: they may not approve any more. May throw. */
  standing?: (userId: string) => ApproverStanding | null;
  /** Without auth: sees what people were to confirm, and may throw. */
  onConfirm?: (asked: ParamsOf<typeof stepUpContracts.confirmStepUp>) => void;
};

/** The standing of somebody who may be one of two people. */
export const FIT: ApproverStanding = {
  addressProved: true,
  hasFactor: true,
  memberSince: new Date(0).toISOString(),
};

type MemberRoles = ResultOf<typeof standingContracts.memberRoles>['members'];
const everybodyOwns = (_: string, userIds: readonly string[]): MemberRoles =>
  userIds.map((userId) => ({ userId, role: 'owner', joinedAt: new Date(0).toISOString() }));

/** Variables that every stack has; a test's own come on top. */
function variablesOf(options: StackOptions, databases: TestDatabases): Record<string, string> {
  const keys = generateServiceKeys();
  return {
    NODE_ENV: 'test',
    SERVICES: options.services.join(','),
    NODE_ID: `test-${randomUUID().slice(0, 8)}`,
    LOG_LEVEL: 'fatal',
    DATABASE_URL: databases.url,
    DB_PASSWORD: databases.password,
    JWT_SECRET: 'a-secret-for-this-test-run-only-0123456789',
    PLATFORM_TOKENS_KEY: 'a-key-for-this-test-run-only-0123456789ab',
    ALERT_WEBHOOKS_KEY: 'a-key-for-this-test-run-only-abcdef012345',
    // where nobody listens: no test posts to the internet
    ALERT_WEBHOOK_RELAY: 'http://127.0.0.1:9',
    SERVICE_KEYS: keys.all,
    SERVICE_PUBLIC_KEYS: keys.public,
    API_GATEWAY_PORT: '0',
    BROKER_METRICS_PORT: '0',
    AUTH_SERVICE_PORT: '0',
    CAMPAIGN_SERVICE_PORT: '0',
    AI_SERVICE_PORT: '0',
    ANALYTICS_SERVICE_PORT: '0',
    PLATFORMS_SERVICE_PORT: '0',
    ...options.env,
  };
}

/**
 * Starts services on fresh databases. Without auth in the list, tokens are signed by a key of the test, so that a test
 * can be anybody; with auth, people register and sign in as they would.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const databases =
    options.databases ?? (await cloneDatabases(options.services.filter((s) => s !== 'gateway')));
  const variables = variablesOf(options, databases);
  const running = await runNode(productSettings(variables), options.clock);
  const people = options.services.includes('auth') ? undefined : await testAuthority(running);
  if (people && options.services.some((name) => ASK_AUTH.includes(name)))
    await standInForAuth(running, options);
  const call = callFromBroker(running.broker);
  return {
    variables,
    running,
    databases,
    url: gatewayUrl(running),
    person: (role = 'owner', organizationId = randomUUID()) => {
      if (!people) throw new Error('auth is in this stack: register instead');
      return people(role, organizationId);
    },
    call: (contract, params, as) => call(contract, params, as ? { authorization: as.authorization } : {}),
    stop: async () => {
      await running.stop();
      await databases.drop();
    },
  };
}

function gatewayUrl(running: RunningNode): string {
  const gateway = localService<{ server: Server }>(running.broker, 'gateway');
  const address = gateway?.server.address() as AddressInfo | null | undefined;
  return address ? `http://127.0.0.1:${address.port}` : '';
}

/** The same, stopped when the test ends. */
export async function stackForTest(options: StackOptions): Promise<Stack> {
  const stack = await startStack(options);
  onTestFinished(() => stack.stop());
  return stack;
}

/** Services that ask auth about the people of a request. */
const ASK_AUTH: readonly ServiceName[] = ['campaign', 'platforms', 'analytics'];

/**
 * Stands in the place of auth for people whom a test makes up: they have nothing to confirm, may approve what
 * others wrote, get no mails, and their organisation asks for two people. With auth in the stack its own rules hold.
 */
async function standInForAuth(
  { broker, node }: RunningNode,
  {
    policy = 'two_people',
    onAlerts,
    onConfirm,
    onReader,
    standing = () => FIT,
    members = everybodyOwns,
  }: StackOptions,
): Promise<void> {
  const contracts = {
    confirmStepUp: stepUpContracts.confirmStepUp,
    approverStanding: standingContracts.approverStanding,
    tellOfAdAccounts: noticeContracts.tellOfAdAccounts,
    memberRoles: standingContracts.memberRoles,
    tellOfAlerts: noticeContracts.tellOfAlerts,
    tellOfReader: noticeContracts.tellOfReader,
    organization: accountContracts.organization,
  } as const;
  const actions = bind(node, contracts, {
    confirmStepUp: action(contracts.confirmStepUp, async function confirmStepUp({ params }) {
      onConfirm?.(params);
      return { confirmed: 'not_needed' as const };
    }),
    approverStanding: action(contracts.approverStanding, async function approverStanding({ params }) {
      const known = standing(params.userId);
      if (!known) throw new AppError('RESOURCE_NOT_FOUND');
      return known;
    }),
    tellOfAdAccounts: action(contracts.tellOfAdAccounts, async function tellOfAdAccounts() {
      return { done: true as const };
    }),
    tellOfAlerts: action(contracts.tellOfAlerts, async function tellOfAlerts({ params }) {
      onAlerts?.(params);
      return { done: true as const };
    }),
    memberRoles: action(contracts.memberRoles, async function memberRoles({ params, organizationId }) {
      return { members: members(organizationId, params.userIds) };
    }),
    tellOfReader: action(contracts.tellOfReader, async function tellOfReader({ params }) {
      onReader?.(params);
      return { done: true as const };
    }),
    organization: action(contracts.organization, async function organization({ organizationId }) {
      if (policy === 'unreadable') throw new AppError('DEPENDENCY_UNAVAILABLE');
      return { id: organizationId, name: 'An organisation', approvalPolicy: policy };
    }),
  });
  broker.createService({ name: 'auth', actions });
  await broker.waitForServices('auth');
}

async function testAuthority(running: RunningNode): Promise<(role: Role, organizationId: string) => Person> {
  const kid = 'test';
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid };
  const { d: _d, ...open } = jwk;
  const keys = [Jwk.parse({ ...open, alg: 'ES256', use: 'sig' })];
  const signing = signingKey(jwk);
  running.node.identity.stop();
  running.node.identity.follow(async () => ({ seq: 0, entries: [], more: false, keys }));
  await running.node.identity.poll();
  return (role, organizationId) => {
    const claims = { userId: randomUUID(), organizationId, sessionId: randomUUID(), role };
    const signed = { ...claims, addressProved: true };
    return { ...claims, authorization: `Bearer ${mintUserToken(signing, signed, new Date(), 900)}` };
  };
}
