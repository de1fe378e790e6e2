import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { campaignBody } from '../../client/testing/campaign-body.ts';
import type { PublicContract } from '../../contracts/http.ts';
import { filledIn, namesIn, shapeOf } from '../../contracts/places.ts';
import { publicContracts } from '../../contracts/routes.ts';
import { ListCursor, type ListQuestion } from '../../lib/cursor.ts';
import { natsBinary, startCluster, type Cluster } from '../support/cluster.ts';
import { Http } from '../support/http.ts';
import { register } from '../support/journey.ts';

const binary = await natsBinary();
type Problem = { code: string };

/** All lists with pages, whichever service answers them. */
const lists = publicContracts.filter(({ params }) => 'cursor' in shapeOf(params));

/** Lists whose cursors are sealed, so that nobody can write one. */
const SEALED = ['auth.export'];

describe.runIf(binary)('a cluster of one process a service', () => {
  let cluster: Cluster;
  let owner: Http;
  let neighbour: Http;
  let campaignId: string;
  /** What the names in a list's path stand for. */
  let named: Record<string, string>;

  beforeAll(async () => {
    cluster = await startCluster(binary ?? '', []);
    const http = new Http(cluster.url);
    owner = (await register(http, 'Olivia')).http;
    neighbour = (await register(http, 'Nadia')).http;
    campaignId = (await owner.post<{ id: string }>('/api/campaigns', campaignBody({}))).body.id;
    const me = await owner.get<{ user: { id: string } }>('/api/auth/me');
    named = { id: campaignId, userId: me.body.user.id };
  }, 90_000);
  afterAll(() => cluster.stop());

  /** Asks for a page of a list. */
  const page = (list: PublicContract, cursor: string) => {
    const path = filledIn(list.http.path, named);
    return owner.get<Problem>(`${path}?cursor=${encodeURIComponent(cursor)}`);
  };

  /** A cursor with the mark of a list and these values, which may be anything. */
  const forged = (list: PublicContract, values: readonly unknown[]) => {
    const anything = new ListCursor(list.name, z.tuple([]).rest(z.unknown()));
    const inPath = Object.fromEntries(namesIn(list.http.path).map((name) => [name, named[name]]));
    const question = list.params.parse(inPath) as ListQuestion;
    return anything.write(question, values as unknown[]);
  };

  it('answers questions about days that no calendar or database holds with what is wrong', async () => {
    const reports = ['dashboard', 'performance', `campaigns/${campaignId}`];
    const days = [
      '0000-01-01',
      '0001-01-01',
      '1969-12-31',
      '1970-01-01',
      '1970-01-02',
      '9999-12-30',
      '9999-12-31',
    ];
    for (const report of reports)
      for (const day of days)
        for (const range of [`from=${day}`, `to=${day}`, `from=${day}&to=${day}`]) {
          const { status, body } = await owner.get<Problem>(`/api/analytics/${report}?${range}`);
          const outside = day < '1970' || day > '9999-12-30';
          const far = day < '2000' && !range.includes('to=');
          expect([report, range, status, body.code]).toEqual([
            report,
            range,
            outside || far ? 422 : 200,
            outside ? 'REQUEST_INVALID' : far ? 'RANGE_INVALID' : undefined,
          ]);
        }
  });

  describe('takes metrics', () => {
    type Result = { accepted: number; rejectedCount: number; rejected: { line: number; message: string }[] };
    const row = (i: number, more: object = {}) => ({
      campaignId,
      platform: 'google-ads',
      date: '2026-11-01',
      adGroup: `${i} ${'語'.repeat(240)}`,
      ad: '広告'.repeat(120),
      keyword: '\u{1f600}'.repeat(120),
      impressions: 10,
      clicks: 1,
      costMicros: 5,
      currency: 'USD',
      ...more,
    });

    it('also when a thousand rows have long names that are not ASCII', async () => {
      const rows = Array.from({ length: 1_000 }, (_, i) => row(i));
      expect(Buffer.byteLength(JSON.stringify(rows))).toBeGreaterThan(1.5 * 1024 * 1024);
      const answer = await owner.post<Result>('/api/analytics/metrics', { rows });
      expect([answer.status, answer.body]).toEqual([
        200,
        { accepted: 1_000, rejectedCount: 0, rejected: [] },
      ]);
    });

    it('and loses none of them beside one that is too large by itself', async () => {
      const rows = [row(1), row(2, { ad: 'x'.repeat(2_000_000) }), row(3)];
      const answer = await owner.post<Result>('/api/analytics/metrics', { rows });
      expect([answer.status, answer.body.accepted, answer.body.rejectedCount]).toEqual([200, 2, 1]);
      expect(answer.body.rejected[0]).toMatchObject({ line: 2, message: 'The row is longer than 16 KB.' });
    });

    it('and an answer that no bus would take is refused at once, ten times, and nobody else is shut out', async () => {
      const path =
        '/api/analytics/performance?from=2026-11-01&to=2026-11-01&groupBy=adGroup,ad,keyword&limit=1000';
      for (let i = 0; i < 12; i += 1) {
        const startedAt = performance.now();
        const { status, body } = await owner.get<Problem>(path);
        expect([status, body.code]).toEqual([422, 'ANSWER_TOO_LARGE']);
        expect(performance.now() - startedAt).toBeLessThan(3_000);
      }
      expect((await owner.get(path.replace('1000', '100'))).status).toBe(200);
      expect((await neighbour.get('/api/analytics/performance')).status).toBe(200);
    });

    it('in any number only as far as anybody else does not notice', async () => {
      const body = `{"rows":[${'{},'.repeat(2_700_000)}{}]}`;
      const headers = { 'content-type': 'application/json' };
      const answersBeside = async (): Promise<number> => {
        let answers = 0;
        let over = false;
        const asking = (async () => {
          for (; !over; answers += 1) expect((await neighbour.get('/api/campaigns')).status).toBe(200);
        })();
        for (let i = 0; i < 3; i += 1) {
          const refused = await owner.ask<Problem>('POST', '/api/analytics/metrics', { raw: body, headers });
          expect([refused.status, refused.body.code]).toEqual([413, 'REQUEST_TOO_LARGE']);
        }
        over = true;
        await asking;
        return answers;
      };
      // a gateway that read such a body in one piece answered nobody meanwhile, in any round: once a body, at most twice
      const rounds: number[] = [];
      while (rounds.length < 5 && Math.max(0, ...rounds) <= 5) rounds.push(await answersBeside());
      expect(Math.max(...rounds)).toBeGreaterThan(5);
    });
  });

  describe('takes a cursor for what it is', () => {
    const instant = '2026-11-01T10:00:00.000Z';
    const id = randomUUID();
    /** What one or another list would hold. */
    const plausible = [
      [id],
      [id, id],
      [instant, id],
      ['a name', id],
      [id, 5],
      [5],
      [id, 5, '2026-11-01', '2026-11-30'],
      [5, 5, '2026-11-01', '2026-11-30'],
      [instant, 'an id', '2026-11-01', '2026-11-30'],
      ['2026-11-01', id],
    ];

    it('and refuses those of every other list, whatever they hold', async () => {
      expect(lists.length).toBeGreaterThan(7);
      for (const list of lists)
        for (const other of lists.filter((each) => each !== list))
          for (const values of plausible) {
            const { status, body } = await page(list, forged(other, values));
            expect([list.name, other.name, status, body.code]).toEqual([
              list.name,
              other.name,
              422,
              'CURSOR_INVALID',
            ]);
          }
    });

    /** 410: it is one of this list's, whose pages are kept for a while and are not there. */
    it('and takes its own, so that the refusals above are not for the wrong reason', async () => {
      for (const list of lists) {
        const taken = [];
        for (const values of plausible) taken.push((await page(list, forged(list, values))).status);
        const isTaken = taken.some((status) => status === 200 || status === 410);
        expect([list.name, isTaken]).toEqual([list.name, !SEALED.includes(list.name)]);
      }
    });

    it('and answers no forgery with a failure, also where its values have the right types', async () => {
      const value = fc.oneof(
        fc.constantFrom(id, '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
        fc
          .constantFrom('0000-01-01', '0001-01-01', '1969-12-31', '9999-12-31')
          .map((d) => `${d}T00:00:00.000Z`),
        fc.constantFrom(instant, '2026-02-30T00:00:00.000Z', '2026-11-01', '294277-01-01T00:00:00.000Z'),
        fc.constantFrom(0, -1, 1, 0.5, 1e9, 1e9 + 1, 2 ** 31, 2 ** 53, 1e300, null, true, [], {}),
        fc.constantFrom('', '\u0000', '\ud800', '%', "'--", 'x'.repeat(600)),
      );
      for (const list of lists)
        await fc.assert(
          fc.asyncProperty(fc.array(value, { maxLength: 3 }), async (values) => {
            const { status, body } = await page(list, forged(list, values));
            expect([200, 422]).toContain(status);
            if (status === 422) expect(['CURSOR_INVALID', 'REQUEST_INVALID']).toContain(body.code);
          }),
          { numRuns: 60 },
        );
      for (const list of lists.filter(({ http }) => !http.path.includes('{')))
        expect([list.name, (await neighbour.get(list.http.path)).status]).toEqual([list.name, 200]);
    });
  });
});
