import type { AdAccount } from '../../../contracts/platforms/ad-accounts.ts';
import { adAccountContracts } from '../../../contracts/platforms/ad-accounts.ts';
import { driftContracts, type Difference, type PlatformDrift } from '../../../contracts/platforms/drift.ts';
import { policyContracts, type PolicyRefusal } from '../../../contracts/platforms/policy.ts';
import {
  submissionContracts,
  type SubmissionKind,
  type SubmissionStatus,
} from '../../../contracts/platforms/submissions.ts';
import type { ParsedParamsOf } from '../../../contracts/action.ts';
import { PLATFORMS, type Platform } from '../../../contracts/values.ts';
import { action, bind } from '../../../mixins/action.ts';
import type { RunningNode } from '../../../scripts/run-node.ts';

export type Submitted = ParsedParamsOf<typeof submissionContracts.submit>;
type Ending = Pick<SubmissionStatus, 'state' | 'error' | 'driftWays'>;

/** A platforms service that answers what a test tells it: campaign's side of what the two do with each other. */
export type FakePlatforms = {
  /** Every submission, in the order in which it came first. */
  submitted: Submitted[];
  /** How steps end; `done` where nothing is said. */
  endings: Map<`${SubmissionKind} ${Platform}`, Ending>;
  /** What is told of each platform, where something is published; by campaign, because tests share the service. */
  drift: Map<string, PlatformDrift[]>;
  ignored: ParsedParamsOf<typeof driftContracts.ignoreDrift>[];
  accepted: ParsedParamsOf<typeof driftContracts.acceptDrift>[];
  /** What was refused, and what was decided about it. */
  refusals: PolicyRefusal[];
  decided: ParsedParamsOf<typeof policyContracts.decidePolicy>[];
  adAccounts: Record<Platform, string>;
  /** Ad accounts that their platforms let nobody into. */
  shut: Set<string>;
  /** A second ad account on each platform. */
  others: Record<Platform, string>;
  reset(): void;
};

/** Takes the place of platforms on a node that runs campaign alone. */
export async function fakePlatforms({ broker, node }: RunningNode): Promise<FakePlatforms> {
  const accounts = [...PLATFORMS, ...PLATFORMS].map(accountOn);
  const idsOf = (some: AdAccount[]) =>
    Object.fromEntries(some.map(({ platform, id }) => [platform, id])) as Record<Platform, string>;
  const fake: FakePlatforms = {
    submitted: [],
    endings: new Map(),
    drift: new Map(),
    ignored: [],
    accepted: [],
    refusals: [],
    decided: [],
    shut: new Set(),
    adAccounts: idsOf(accounts.slice(0, 2)),
    others: idsOf(accounts.slice(2)),
    reset: () => {
      fake.submitted.length = 0;
      fake.ignored.length = 0;
      fake.accepted.length = 0;
      fake.refusals.length = 0;
      fake.decided.length = 0;
      fake.endings.clear();
      fake.drift.clear();
      fake.shut.clear();
    },
  };
  const actions = { ...actionsOf(node, fake, accounts), ...policyActionsOf(node, fake) };
  broker.createService({ name: 'platforms', actions });
  await broker.waitForServices('platforms');
  return fake;
}

function driftActionsOf(fake: FakePlatforms) {
  return {
    drift: action(driftContracts.drift, async function drift({ params }) {
      return { platforms: fake.drift.get(params.campaignId) ?? [] };
    }),
    acceptDrift: action(driftContracts.acceptDrift, async function acceptDrift({ params }) {
      fake.accepted.push(params);
      return { done: true as const };
    }),
    ignoreDrift: action(driftContracts.ignoreDrift, async function ignoreDrift({ params }) {
      fake.ignored.push(params);
      return { done: true as const };
    }),
  };
}

/** Nothing is known, so that nothing is lowered alone. */
const applied = action(submissionContracts.applied, async function applied() {
  return { platforms: [] };
});

function actionsOf(node: RunningNode['node'], fake: FakePlatforms, accounts: AdAccount[]) {
  const { accountReach, accountState, adAccounts, beginConnect } = adAccountContracts;
  const { check, submit, status } = submissionContracts;
  const contracts = {
    check,
    submit,
    status,
    applied: submissionContracts.applied,
    ...driftContracts,
    accountReach,
    accountState,
    adAccounts,
    beginConnect,
  } as const;
  return bind(node, contracts, {
    check: action(contracts.check, async function check() {
      return { checks: [] };
    }),
    submit: action(contracts.submit, async function submit({ params }) {
      const known = fake.submitted.some(
        ({ operationId, kind, targets }) =>
          operationId === params.operationId &&
          kind === params.kind &&
          targets[0]?.platform === params.targets[0]?.platform,
      );
      if (!known) fake.submitted.push(params);
      return { accepted: true as const };
    }),
    applied,
    status: action(contracts.status, async function status({ params: { operationId, kind } }) {
      const own = fake.submitted.filter((s) => s.operationId === operationId && s.kind === kind);
      const platforms = own.flatMap(({ targets }) => targets.map(({ platform }) => platform));
      return { targets: platforms.map((platform) => statusOf(platform, kind, fake)) };
    }),
    ...driftActionsOf(fake),
    adAccounts: action(contracts.adAccounts, async function adAccounts() {
      return { data: accounts, page: { nextCursor: null } };
    }),
    accountReach: action(contracts.accountReach, async function accountReach({ params: { id } }) {
      return { shut: fake.shut.has(id) ? { code: 'SHUT', message: 'Nobody is let in.' } : null };
    }),
    accountState: action(contracts.accountState, async function accountState() {
      return ALLOWED;
    }),
    beginConnect: action(contracts.beginConnect, async function beginConnect({ waiveConfirmation }) {
      waiveConfirmation();
      return { authorizeUrl: 'https://example.com', state: 's', expiresAt: '2026-03-01T10:00:00.000Z' };
    }),
  });
}

const policyActionsOf = (node: RunningNode['node'], fake: FakePlatforms) =>
  bind(node, policyContracts, {
    policy: action(policyContracts.policy, async function policy() {
      return { refusals: fake.refusals };
    }),
    decidePolicy: action(policyContracts.decidePolicy, async function decidePolicy({ params }) {
      fake.decided.push(params);
      return { refusals: fake.refusals.filter(({ id }) => params.ids.includes(id)) };
    }),
  });

function statusOf(platform: Platform, kind: SubmissionKind, { endings }: FakePlatforms): SubmissionStatus {
  const ending: Ending = endings.get(`${kind} ${platform}`) ?? { state: 'done', error: null };
  const { state } = ending;
  return {
    ...ending,
    platform,
    kind,
    progress: { done: 1, total: 1, step: 'done' },
    campaignExternalId: state === 'done' ? `${platform}-1` : null,
    objects: [],
    leftAsFound: null,
    waitsUntil: null,
  };
}

const ALLOWED = { access: 'full' as const, hold: null, stateReadAt: '2026-01-01T00:00:00.000Z' };

const accountOn = (platform: Platform): AdAccount => ({
  id: crypto.randomUUID(),
  platform,
  externalId: '1',
  name: 'Main',
  currency: 'USD',
  timeZone: 'America/New_York',
  status: 'connected',
  createdAt: '2026-01-01T00:00:00.000Z',
  limit: null,
  managers: [],
  changedAt: null,
  developerToken: null,
  ...ALLOWED,
});

/** A platform that was read, with these differences. */
export const readDrift = (
  platform: Platform,
  differences: readonly Partial<Difference>[],
  overrides: Partial<PlatformDrift> = {},
): PlatformDrift => ({
  platform,
  adAccountId: crypto.randomUUID(),
  state: 'read',
  readAt: '2026-03-01T10:00:00.000Z',
  error: null,
  differences: differences.map((difference, i) => ({
    id: `difference-${platform}-${i}`,
    kind: 'changed',
    objectKey: 'campaign',
    objectKind: 'campaign',
    externalId: 'x1',
    objectName: 'Spring sale',
    path: 'dailyMicros',
    applied: null,
    found: null,
    ignored: false,
    acceptable: true,
    ...difference,
  })),
  ...overrides,
});
