import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../client/testing/until.ts';
import { requestOf } from '../../client/request.ts';
import { factContracts } from '../../contracts/analytics/facts.ts';
import type { PublicContract } from '../../contracts/http.ts';
import { publicContracts } from '../../contracts/routes.ts';
import { asAdministrator } from '../support/databases.ts';
import type { Http } from '../support/http.ts';
import { trailIsQuiet } from '../support/quiet-trail.ts';
import { startProduct, type Product } from '../support/product.ts';
import { fillOrganization, type Holdings } from './holdings.ts';
import { idPositionsOf, withId } from './id-positions.ts';
import { MATRIX } from './matrix-table.ts';
import { reachOf, type Attempt, type Reach } from './application-role.ts';
import { DATABASES, rowsOf } from './rows-of.ts';
import { OUTSIDE_THE_WALL } from './tenancy-findings.ts';

let product: Product;
/** Who asks. */
let own: Holdings;
/** Whose rows are named. */
let foreign: Holdings;
/** Every answer that somebody of `own` got. */
const answers: string[] = [];

beforeAll(async () => {
  product = await startProduct();
  [own, foreign] = [await fillOrganization(product, 'own'), await fillOrganization(product, 'foreign')];
  await trailIsQuiet(product.stack.databases, DATABASES);
}, 90_000);
afterAll(() => product.stop());

const contractOf = (name: string): PublicContract => {
  const found = publicContracts.find((contract) => contract.name === name);
  if (!found) throw new Error(`no action ${name}`);
  return found;
};

/** What a position of an action is answered with an id in it: everything that a client can tell apart. */
async function answerTo(name: string, position: string, id: string, asker: Http): Promise<string> {
  const contract = contractOf(name);
  const params = withId({ ...(await MATRIX[name]?.params?.(own)) }, position, id);
  const { method, path, headers, json } = requestOf(contract, params);
  const body = contract.name === factContracts.ingest.name ? JSON.stringify(params) : json;
  const answer = await asker.ask(method, path, {
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { raw: body }),
  });
  answers.push(answer.text);
  const told = [...answer.headers].filter(([header]) => !CHANGING_HEADERS.includes(header));
  const text = JSON.stringify([answer.status, told, answer.text]);
  return text.replaceAll(id, '<id>').replace(/"requestId\\":\\"[^"\\]*/, '');
}
/** A mail that goes out changes its row. */
async function mailsSent(): Promise<void> {
  const waiting = `SELECT id FROM mails WHERE state NOT IN ('sent', 'unsent') UNION ALL
    SELECT id FROM pgboss.job
    WHERE name = 'auth.factorLoss' AND state IN ('created', 'retry', 'active') AND start_after <= now()`;
  const auth = product.stack.databases.adminUrl('auth');
  await until(
    () => asAdministrator(auth, waiting),
    (mails) => mails.length === 0,
  );
}

/** Headers that are another one with every answer, or count down with each. */
const CHANGING_HEADERS = ['date', 'x-request-id', 'ratelimit', 'content-length', 'traceparent'];

const CELLS = Object.entries(MATRIX).flatMap(([name, { ids }]) =>
  Object.entries(ids).map(([position, kind]) => ({ name, position, kind })),
);

it('every place in which a client can name a row stands in the matrix, with the kind of row that it names', () => {
  const found = publicContracts.flatMap((contract) =>
    idPositionsOf(contract).map((position) => `${contract.name} ${position}`),
  );
  expect(CELLS.map(({ name, position }) => `${name} ${position}`).sort()).toEqual(found.sort());
});

describe('a row of another organisation is answered like one that is not there, byte for byte', () => {
  let before: Record<string, string>;
  beforeAll(async () => {
    await mailsSent();
    before = await rowsOf(product.stack.databases, foreign.ids.organization);
  });

  it.each(CELLS)('$name, $position', async ({ name, position, kind }) => {
    for (const [principal, asker] of [...Object.entries(own.principals), ['nobody', product.http] as const]) {
      const [theirs, nobodys] = [foreign.ids[kind], randomUUID()];
      const told = await answerTo(name, position, theirs, asker);
      expect([principal, told]).toEqual([principal, await answerTo(name, position, nobodys, asker)]);
    }
  });

  it('none of those requests changed a row of it, and no answer held a word of it', async () => {
    expect(await rowsOf(product.stack.databases, foreign.ids.organization)).toEqual(before);
    expect(answers.length).toBeGreaterThanOrEqual(CELLS.length * 18);
    expect(answers.filter((text) => text.includes(foreign.canary))).toEqual([]);
  });
});

describe("an organisation's own row is not answered like one that is not there, so that the cells above can fail", () => {
  it.each(CELLS)('$name, $position', async ({ name, position, kind }) => {
    const owner = own.principals['owner'] ?? product.http;
    // what an approval needs is somebody else than the person who submitted
    const asker = name === 'campaign.approve' ? (own.principals['manager'] ?? owner) : owner;
    const ghost = await answerTo(name, position, randomUUID(), asker);
    expect(await answerTo(name, position, own.ids[kind], asker)).not.toBe(ghost);
  });
});

describe('row-level security alone keeps organisations apart: no statement names the asker', () => {
  const outside = Object.values(OUTSIDE_THE_WALL).flat();
  const reached = async (as: string | null, hole: Pick<Attempt, 'prepare'> = {}) => {
    const attempt = { as, rowsOf: foreign.ids.organization, outside, ...hole };
    const { databases } = product.stack;
    const found = await Promise.all(DATABASES.map((service) => reachOf(databases, service, attempt)));
    return found.flat().filter(({ held }) => held > 0);
  };
  const notNothing = ({ read, changed, deleted }: Reach) => read + changed + deleted > 0;

  it('nothing of another organisation is read, changed or deleted, in whichever table', async () => {
    const tables = await reached(own.ids.organization);
    expect(tables.length).toBeGreaterThan(20);
    expect(tables.filter(notNothing)).toEqual([]);
  });

  it('and nothing at all without an organisation', async () => {
    expect((await reached(null)).filter(notNothing)).toEqual([]);
  });

  it('its own rows are read, so that the zeros above can fail; and so are all where the wall is down', async () => {
    const tables = await reached(foreign.ids.organization);
    expect(tables.filter(({ read, held }) => read !== held)).toEqual([]);
    const hole = { prepare: (table: string) => `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY` };
    const open = await reached(own.ids.organization, hole);
    expect(open.filter(({ read, held }) => read !== held)).toEqual([]);
  });
});
