import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { SubmissionKind, SubmissionStatus } from '../../../contracts/platforms/submissions.ts';
import { parseSettings } from '../../../lib/settings.ts';
import type { Clock } from '../../../lib/time.ts';
import { Database } from '../../../storage/database.ts';
import { Jobs } from '../../../storage/jobs.ts';
import { statement, uuid } from '../../../storage/statement.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { databaseSettings, databaseUrl } from '../../../storage/settings.ts';
import { cloneDatabases } from '../../../tests/support/databases.ts';
import type { PlatformsDeps } from '../deps.ts';
import { toStatus } from '../ledger/domain/progress.ts';
import { apply } from '../ledger/jobs/apply.ts';
import { adAccountStore } from '../connections/store/ad-account-store.ts';
import { connectStore } from '../connections/store/connect-store.ts';
import { platformKeys } from '../connections/store/envelopes.ts';
import { wakeStepsIn } from '../ledger/store/hurry.ts';
import { haltStore } from '../ledger/store/halt-store.ts';
import { ledgerStore } from '../ledger/store/ledger-store.ts';
import { limitStore } from '../ledger/store/limit-store.ts';
import { submissionStore } from '../ledger/store/submission-store.ts';
import { revocationStore } from '../connections/store/revocation-store.ts';
import { tokenStore } from '../connections/store/token-store.ts';
import { figuresStore } from '../figures/store/figures-store.ts';
import { deliveryStore } from '../delivery/store/delivery-store.ts';
import type { VendorAccount } from '../port.ts';
import { FakePlatform } from './fake-platform.ts';
import { campaignToPublish } from './published-campaign.ts';

/** A campaign of one organisation on one account of the fake platform. */
export type Case = { organizationId: string; campaignId: string; adAccountId: string };

/** The ledger and the protocol on a real database, against the fake platform, under a clock that tests move. */
export type Bench = Awaited<ReturnType<typeof startBench>>;

export async function startBench() {
  const databases = await cloneDatabases(['platforms']);
  const variables = { DATABASE_URL: databases.url, DB_PASSWORD: databases.password };
  const url = databaseUrl(parseSettings(variables, { own: databaseSettings }).own, 'platforms');
  const database = new Database({ url, applicationName: 'bench', checkRows: true });
  const jobs = new Jobs({ url, applicationName: 'bench' });
  const admin = new pg.Client({ connectionString: databases.adminUrl('platforms') });
  await Promise.all([jobs.start(), admin.connect()]);
  const time = { ms: Date.now() };
  const clock = () => new Date(time.ms);
  const fake = { platform: new FakePlatform(clock) };
  const deps = benchDeps(database, jobs, clock);
  const withFake = (changes: Partial<PlatformsDeps> = {}): PlatformsDeps => ({
    ...deps,
    platforms: new Map([['linkedin-ads', fake.platform.connection()]]),
    ...changes,
  });
  return {
    deps: withFake,
    jobs,
    get fake() {
      return fake.platform;
    },
    /** Another platform, which holds nothing. */
    reset: () => void (fake.platform = new FakePlatform(clock)),
    pass: (ms: number) => void (time.ms += ms),
    case: () => newCase(deps),
    submit: (one: Case, kind: SubmissionKind, operationId?: string) =>
      submitOne(deps, one, kind, operationId),
    status: (one: Case, operationId: string, kind: SubmissionKind) => statusOf(deps, one, operationId, kind),
    sql: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await admin.query(text, values)).rows as Row[],
    stop: async () => {
      await Promise.all([jobs.stop(), admin.end()]);
      await database.close();
      await databases.drop();
    },
  };
}

function benchDeps(database: Database, jobs: Jobs, clock: Clock): PlatformsDeps {
  const deliveries = deliveryStore(database, jobs, {
    periodMs: 900_000,
    quickMs: 10_000,
    staleMs: 7_200_000,
  });
  const figures = figuresStore(database, jobs, {
    periodMs: 3_600_000,
    quickMs: 10_000,
    staleMs: 10_800_000,
    recentDays: 3,
    restatedDays: 30,
    restatedMs: 86_400_000,
    firstDays: 90,
  });
  const keys = platformKeys(database, { PLATFORM_TOKENS_KEY: ['a-key-for-this-test-only-0123456789abcdef'] });
  return {
    database,
    keys,
    accounts: adAccountStore(database, jobs, wakeStepsIn(jobs)),
    connects: connectStore({ database, jobs }, keys, deliveries.soon, wakeStepsIn(jobs)),
    tokens: tokenStore(database, keys),
    revocations: revocationStore(database),
    submissions: submissionStore(database, jobs),
    halts: haltStore(database),
    ledger: ledgerStore(database, jobs, deliveries.soon),
    deliveries,
    figures,
    limits: limitStore(database, jobs),
    platforms: new Map(),
    connectable: new Set(),
    redirectUri: '',
    settleMs: 180_000,
    firstRetryMs: 1_000,
    pauseAgainMs: 5_000,
    clock,
    secret: () => randomBytes(32).toString('hex'),
  };
}

async function newCase({ connects, clock }: PlatformsDeps): Promise<Case> {
  const organizationId = randomUUID();
  const [account] = await inOrganization(organizationId, () =>
    connects.connect({
      organizationId,
      userId: randomUUID(),
      platform: 'linkedin-ads',
      tokens: { accessToken: 'access', refreshToken: null },
      developerToken: null,
      expiresAt: new Date(clock().getTime() + 365 * 86_400_000),
      accounts: [fakeAccount()],
    }),
  );
  return { organizationId, campaignId: randomUUID(), adAccountId: account?.id ?? '' };
}

/** An account as the fake platform tells of it. */
export const fakeAccount = (changes: Partial<VendorAccount> = {}): VendorAccount => ({
  externalId: randomUUID(),
  name: 'Account',
  currency: 'USD',
  timeZone: 'UTC',
  loginCustomerId: null,
  managers: [],
  access: 'full',
  hold: null,
  ...changes,
});

const FIND_OP = statement('SELECT id FROM ops WHERE organization_id = $1 AND operation_id = $2', {
  id: uuid,
});

async function submitOne(
  { submissions, clock, database }: PlatformsDeps,
  { organizationId, campaignId, adAccountId }: Case,
  kind: SubmissionKind,
  operationId: string = randomUUID(),
): Promise<{ operationId: string; opId: string }> {
  const desired = kind === 'publish' || kind === 'update' ? campaignToPublish(campaignId) : null;
  return inOrganization(organizationId, async () => {
    const targets = [{ platform: 'linkedin-ads' as const, adAccountId, desired }];
    const now = clock();
    await submissions.submit({
      organizationId,
      operationId,
      campaignId,
      kind,
      targets,
      requestedBy: null,
      now,
    });
    const [op] = await database.query(FIND_OP, [organizationId, operationId]);
    return { operationId, opId: op?.id ?? '' };
  });
}

async function statusOf(
  { submissions }: PlatformsDeps,
  { organizationId }: Case,
  operationId: string,
  kind: SubmissionKind,
): Promise<SubmissionStatus> {
  const [submitted] = await inOrganization(organizationId, () =>
    submissions.read(organizationId, operationId, kind),
  );
  if (!submitted) throw new Error('nothing was submitted');
  return toStatus(submitted);
}

/** One attempt at a step, as a worker that was given its job would make it. */
export async function attemptOnce(
  deps: PlatformsDeps,
  { organizationId, adAccountId }: Case,
  opId: string,
): Promise<void> {
  const signal = new AbortController().signal;
  const payload = { organizationId, opId, adAccountId, platform: 'linkedin-ads' as const };
  const job = { payload, signal, complete: async () => undefined };
  await inOrganization(organizationId, () => apply(deps, job));
}

/** Attempts a step until it ends, each time as late as the step asked for; gives the number of attempts. */
export async function attemptUntilDone(bench: Bench, one: Case, opId: string, limit = 60): Promise<number> {
  for (let attempts = 1; attempts <= limit; attempts += 1) {
    await attemptOnce(bench.deps(), one, opId);
    const [op] = await bench.sql<{ state: string; notBefore: Date | null }>(
      'SELECT state, not_before AS "notBefore" FROM ops WHERE id = $1',
      [opId],
    );
    if (op?.state !== 'running') return attempts;
    bench.pass(Math.max(1, (op.notBefore?.getTime() ?? 0) - bench.deps().clock().getTime()));
  }
  throw new Error(`the step did not end in ${limit} attempts`);
}
