import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ServiceBroker } from 'moleculer';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { accountContracts } from '../../contracts/auth/accounts.ts';
import { sessionContracts } from '../../contracts/auth/sessions.ts';
import { AppError } from '../../lib/errors.ts';
import { parseSettings } from '../../lib/settings.ts';
import { action, bind } from '../../mixins/action.ts';
import type { Node } from '../../mixins/node.ts';
import { Http } from '../../tests/support/http.ts';
import { withLogLines, type LogLine } from '../../tests/support/log.ts';
import { nodeForTest } from '../../tests/support/node.ts';
import { gatewayService } from './gateway.service.ts';
import { gatewaySettings } from './settings.ts';

type Problem = { code: string; requestId: string };
const ERROR = 50;
const registration = { email: 'a@example.com', password: 'x', name: 'Ada', organizationName: 'Engines' };

let broker: ServiceBroker;
let lines: LogLine[];
let http: Http;
let failure: unknown;

/** Stands for auth: registering and signing in fail as the test says. */
const failingAuth = (node: Node) => {
  const { login, trustAnchors, jwks } = sessionContracts;
  const nothing = { seq: 0, entries: [], more: false, keys: [] };
  const asInProduction = { ...node, checked: false }; // an error passes whatever the contract lists
  return {
    name: 'auth',
    actions: {
      ...bind(
        asInProduction,
        { register: accountContracts.register },
        { register: action(accountContracts.register, fail) },
      ),
      ...bind(
        asInProduction,
        { login, trustAnchors, jwks },
        {
          login: action(login, fail),
          trustAnchors: action(trustAnchors, async function trustAnchors({ params }) {
            return { statement: node.identity.signTrustStatement(nothing, params.nonce) };
          }),
          jwks: action(jwks, async function jwks() {
            return { keys: [] };
          }),
        },
      ),
    },
  };
};

async function fail(): Promise<never> {
  throw failure as Error;
}

beforeAll(async () => {
  const { node, options } = nodeForTest({ LOG_LEVEL: 'info' });
  const recorded = withLogLines(options);
  lines = recorded.lines;
  broker = new ServiceBroker(recorded.options);
  broker.createService(failingAuth(node));
  const variables = { API_GATEWAY_PORT: '0', BROKER_METRICS_PORT: '0' };
  const { settings } = parseSettings(variables, { settings: gatewaySettings });
  const gateway: { server?: Server } = broker.createService(gatewayService(settings, node));
  await broker.start();
  http = new Http(`http://127.0.0.1:${(gateway.server?.address() as AddressInfo).port}`);
});
afterAll(() => broker.stop());
beforeEach(() => void lines.splice(0));

const errors = () => lines.filter((line) => line.level >= ERROR);

it('a failure that nobody expected is in the log with its cause, its action and the id that the client was told', async () => {
  failure = new TypeError('users.map is not a function');
  const answer = await http.post<Problem>('/api/auth/register', registration);
  expect([answer.status, answer.body.code]).toEqual([500, 'INTERNAL_ERROR']);
  expect(answer.text).not.toContain('users.map');
  const [atAction, atDoor, ...more] = errors();
  expect(atAction).toMatchObject({
    msg: 'auth.register failed',
    action: 'auth.register',
    code: 'INTERNAL_ERROR',
    requestId: answer.body.requestId,
    err: { type: 'TypeError', message: 'users.map is not a function' },
  });
  expect((atAction?.['err'] as { stack: string }).stack).toContain('failure-log.test');
  expect(atDoor).toMatchObject({ msg: 'request failed', requestId: answer.body.requestId });
  expect(more).toEqual([]);
});

it('a dependency that is down is in the log of the node that needed it, with the cause, and once', async () => {
  failure = new AppError('DEPENDENCY_UNAVAILABLE', {}, new Error('connect ECONNREFUSED 10.0.0.7:5432'));
  const answer = await http.post<Problem>('/api/auth/register', registration);
  expect(answer.status).toBe(503);
  expect(answer.text).not.toContain('10.0.0.7');
  expect(errors()).toMatchObject([
    {
      msg: 'auth.register failed',
      code: 'DEPENDENCY_UNAVAILABLE',
      requestId: answer.body.requestId,
      err: { message: 'connect ECONNREFUSED 10.0.0.7:5432' },
    },
  ]);
});

it("what is the client's own fault, and an ordinary request, leave no line in the log", async () => {
  failure = new AppError('CREDENTIALS_INVALID');
  const body = { email: 'a@example.com', password: 'wrong' };
  expect((await http.post('/api/auth/login', body)).status).toBe(401);
  expect((await http.post('/api/auth/login', { nonsense: 1 })).status).toBe(422);
  expect((await http.get('/nowhere')).status).toBe(404);
  expect((await http.get('/api/campaigns/%zz')).status).toBe(400);
  expect((await http.get('/openapi.json')).status).toBe(200);
  expect(lines).toEqual([]);
});
