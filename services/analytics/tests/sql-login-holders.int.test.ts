import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { until } from '../../../client/testing/until.ts';
import type { ParamsOf } from '../../../contracts/action.ts';
import { sqlLoginContracts } from '../../../contracts/analytics/sql-logins.ts';
import { webhookContracts } from '../../../contracts/analytics/webhooks.ts';
import type { noticeContracts } from '../../../contracts/auth/notices.ts';
import type { Role } from '../../../contracts/permissions.ts';
import { AppError } from '../../../lib/errors.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { connect, makeLogin, startWithLogins, tried } from './bi-tool.ts';
import type { AnalyticsStack, Person } from './campaign-stand-in.ts';

type Told = ParamsOf<typeof noticeContracts.tellOfReader>;
let stack: AnalyticsStack;
let owner: Person;
let admin: Person;
/** What auth says of people who are not owners of old; null: they are no members. */
const roles = new Map<string, { role: Role; joinedAt: string } | null>();
let isDown = false;
let told: Told[] = [];

beforeAll(async () => {
  stack = await startWithLogins(
    { SQL_LOGIN_HOLDER_SECONDS: '1' },
    {
      onReader: (notice) => told.push(notice),
      members: (_, userIds) => {
        if (isDown) throw new AppError('DEPENDENCY_UNAVAILABLE');
        return userIds.flatMap((userId) => {
          const known = roles.get(userId);
          if (known === null) return [];
          return [{ userId, ...(known ?? { role: 'owner', joinedAt: new Date(0).toISOString() }) }];
        });
      },
    },
  );
});
afterAll(() => stack.stop());
beforeEach(() => {
  told = [];
  isDown = false;
  owner = stack.person('owner');
  admin = stack.person('admin', owner.organizationId);
});

const ended = expect.stringMatching(/^(57P01|ended)$/) as string;
const states = async () => {
  const { data } = await stack.call(sqlLoginContracts.sqlLogins, {}, owner);
  return Object.fromEntries(data.map(({ name, state }) => [name, state]));
};
const untilStates = (wanted: object) =>
  until(states, (found) => JSON.stringify(found) === JSON.stringify(wanted));

/** The ways in which somebody loses the right to a SQL login. */
const WAYS: Readonly<Record<string, { role: Role; joinedAt: string } | null>> = {
  'is removed': null,
  'gets a role that may make none': { role: 'manager', joinedAt: new Date(0).toISOString() },
  'was removed and has joined again': { role: 'admin', joinedAt: '9000-01-01T00:00:00.000Z' },
};

it.each(Object.entries(WAYS))('a SQL login ends within seconds when its maker %s', async (_, now) => {
  await makeLogin(stack, owner, 'theirs');
  const made = await makeLogin(stack, admin, 'mine');
  const session = await connect(stack, made);
  roles.set(admin.userId, now);
  await untilStates({ mine: 'revoked', theirs: 'active' });
  await until(
    () => tried(session, 'SELECT 1'),
    (answer) => typeof answer === 'string',
  );
  expect(await tried(session, 'SELECT 1')).toEqual(ended);
  const events = await asAdministrator<object>(
    stack.databases.adminUrl('analytics'),
    `SELECT actor_kind, actor_id, detail - 'origin' AS detail FROM audit_events WHERE subject_id = $1 AND action = 'sql_login.revoked'`,
    [made.login.id],
  );
  expect(events).toEqual([
    {
      actor_kind: 'service',
      actor_id: 'analytics',
      detail: { name: 'mine', because: 'holder', holder: admin.userId },
    },
  ]);
});

it('it is theirs who gave it its present password, whoever made it', async () => {
  const mine = await makeLogin(stack, admin, 'mine');
  const { id } = (await makeLogin(stack, owner, 'theirs')).login;
  await stack.call(sqlLoginContracts.rotateSqlLogin, { id }, admin);
  await stack.call(sqlLoginContracts.rotateSqlLogin, { id: mine.login.id }, owner);
  roles.set(admin.userId, null);
  await untilStates({ theirs: 'revoked', mine: 'active' });
});

it('while auth does not answer none is ended, and afterwards those that have to be', async () => {
  await makeLogin(stack, admin, 'mine');
  roles.set(admin.userId, null);
  isDown = true;
  const asked = () =>
    asAdministrator<{ at: Date | null }>(
      stack.databases.adminUrl('analytics'),
      'SELECT holder_asked_at AS at FROM sql_logins WHERE organization_id = $1',
      [owner.organizationId],
    );
  await until(asked, ([row]) => row?.at !== null);
  expect(await states()).toEqual({ mine: 'active' });
  isDown = false;
  await untilStates({ mine: 'revoked' });
});

it('a login that is made or renewed, and a webhook that is added, is told of once', async () => {
  const { id } = (await makeLogin(stack, admin, 'BI')).login;
  await stack.call(sqlLoginContracts.rotateSqlLogin, { id }, owner);
  const url = 'https://hooks.slack.com/services/T0/B0/x';
  await stack.call(webhookContracts.addAlertWebhook, { kind: 'slack', name: 'Ads', url }, admin);
  await until(
    () => told,
    (notices) => notices.length === 3,
  );
  const facts = told.map(({ what, name, madeBy }) => ({ what, name, madeBy }));
  const wanted = [
    { what: 'sql_login_made', name: 'BI', madeBy: admin.userId },
    { what: 'sql_login_renewed', name: 'BI', madeBy: owner.userId },
    { what: 'alert_webhook_added', name: 'Ads', madeBy: admin.userId },
  ];
  expect(facts).toHaveLength(3);
  expect(facts).toEqual(expect.arrayContaining(wanted));
});
