import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { asOfContracts } from '../../../contracts/analytics/as-of.ts';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { linkContracts } from '../../../contracts/analytics/links.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { type AnalyticsStack, metricRow, type Person, startAnalytics } from './campaign-stand-in.ts';
import { analyticsDatabase } from './database.ts';
import { type DirectImports, directImports } from './direct-imports.ts';
import { interrupting } from './interrupting.ts';
import { countedOf, keyOf, MEASURES, type Row, statesOf, type Told } from './tellings-model.ts';

let stack: AnalyticsStack;
let direct: DirectImports;
let interrupts: ReturnType<typeof interrupting>;
beforeAll(async () => {
  stack = await startAnalytics();
  interrupts = interrupting(analyticsDatabase(stack.databases));
  direct = directImports(stack, interrupts.database);
});
afterAll(async () => {
  await direct.close();
  await stack.stop();
});

/** The third has no id of the platform, so that a person may link it into the first. */
const CAMPAIGNS = [
  ['Otter', '71'],
  ['Heron', '72'],
  ['Crane', ''],
] as const;
const DAYS = ['2026-09-01', '2026-09-02', '2026-09-03'];
const HEAD = 'Day,Campaign,Campaign ID,Currency code';
const COLUMNS = { impressions: 'Impr.', clicks: 'Clicks', cost: 'Cost' } as const;

const cell = {
  campaign: fc.nat(2),
  day: fc.nat(2),
  impressions: fc.nat(2),
  clicks: fc.nat(2),
  cost: fc.nat(2),
};
const group = fc.constantFrom('A' as const, 'B' as const);
const rows = fc.oneof(
  fc.array(fc.record({ ...cell, group: fc.constant('' as const) }), { minLength: 1, maxLength: 5 }),
  fc.array(fc.record({ ...cell, group }), { minLength: 1, maxLength: 5 }),
);
const FILE = fc.constant('file' as const);
/** A file of a scope tells all figures here: what one of some figures leaves is in scopes.int.test.ts. */
const file = fc.oneof(
  fc.record({
    ...{ kind: FILE, replaces: fc.constantFrom('account' as const, 'campaigns' as const), rows },
    measures: fc.constant<readonly (typeof MEASURES)[number][]>(MEASURES),
  }),
  fc.record({
    ...{ kind: FILE, replaces: fc.constant('rows' as const), rows },
    measures: fc.constantFrom<readonly (typeof MEASURES)[number][]>(MEASURES, ['clicks']),
  }),
);
const row = fc.record({ ...cell, group: fc.constantFrom('' as const, 'A' as const) });
/** What comes by API while a file is written, taken back or figures are deleted: before the statement `at`, and whether that kills it. */
const meanwhile = fc.option(fc.record({ at: fc.nat(40), kills: fc.boolean(), row }), { freq: 1 });
type Meanwhile = typeof meanwhile extends fc.Arbitrary<infer T> ? T : never;
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: FILE, file, meanwhile }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), which: fc.nat(20), meanwhile }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('preview' as const), of: file }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('api' as const),
      row,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('link' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('delete' as const),
      campaign: fc.option(fc.nat(2)),
      from: fc.nat(2),
      days: fc.nat(2),
      meanwhile,
    }),
  },
);
type File = typeof file extends fc.Arbitrary<infer T> ? T : never;
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/**
 * Rows of one key in a file add up, and which of two campaigns that are linked later counts is another test's question: here each key
 * stands once, also of those two.
 */
const distinct = (rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [keyOf({ ...row, campaign: row.campaign % 2 }), row])).values(),
];

function csv({ measures }: File, rows: readonly Row[]): string {
  const isByGroup = rows[0]?.group !== '';
  const head = [
    HEAD,
    ...(isByGroup ? ['Ad group'] : []),
    ...measures.map((measure) => COLUMNS[measure]),
  ].join(',');
  const lines = rows.map((row) => {
    const [name, id] = CAMPAIGNS[row.campaign] ?? ['', ''];
    return [
      DAYS[row.day],
      name,
      id,
      'USD',
      ...(isByGroup ? [row.group] : []),
      ...measures.map((m) => row[m]),
    ].join(',');
  });
  return [head, ...lines].join('\n');
}

const WAITING = 'SELECT seq FROM waiting_facts WHERE organization_id = $1 AND refused_because IS NULL';
const ofAll = (key: string, all: string, each: string, count: string, row: string) => `
  SELECT ${key} FROM (
    SELECT ${key}, impressions, clicks, cost_micros, ${count} AS n FROM (${all}) a WHERE organization_id = $1
    UNION ALL
    SELECT ${key}, -impressions, -clicks, -cost_micros, -${row} FROM ${each} WHERE organization_id = $1) s
   GROUP BY ${key} HAVING (sum(impressions), sum(clicks), sum(cost_micros), sum(n)) <> (0, 0, 0, 0)`;
const GROUP_COLUMNS =
  'organization_id, span, first_day, platform, ad_group, currency, facts, impressions, clicks, cost_micros';
/** Sums over all campaigns that are not the sums of theirs. */
const UNLIKE = `
  SELECT json_build_array(date, platform, currency) AS what FROM (${ofAll('date, platform, currency', 'SELECT * FROM organization_days', 'daily_rollups', 'rollups', '1')}) d
  UNION ALL
  SELECT json_build_array(span, first_day, platform, ad_group) FROM (${ofAll(
    'span, first_day, platform, ad_group, currency',
    `SELECT ${GROUP_COLUMNS} FROM organization_groups UNION ALL SELECT ${GROUP_COLUMNS} FROM organization_group_moves`,
    'group_spans',
    'facts',
    'facts',
  )}) g`;
const sorted = (of: Map<string, number[]>) => [...of].sort(([a], [b]) => a.localeCompare(b));

/** A history played on the product and on the model. */
class Play {
  readonly person: Person = stack.person('analyst');
  readonly history: Told[] = [];
  readonly imports: { id: string; told: Told }[] = [];
  ids: string[] = [];
  linkId: string | null = null;

  readonly countsAs = (campaign: number): number => (campaign === 2 && this.linkId !== null ? 0 : campaign);

  upload(text: string, params: object) {
    return direct.upload(this.person, text, { platform: 'google-ads', ...params });
  }

  async begin(): Promise<void> {
    const rows = CAMPAIGNS.map(([name, id]) => `2026-08-01,${name},${id},USD,1`);
    await this.upload(`${HEAD},Clicks\n${rows.join('\n')}`, { replaces: 'rows' });
    const found = await this.sql<{ id: string }>(
      `SELECT id FROM external_campaigns WHERE organization_id = $1 ORDER BY position(name IN 'Otter Heron Crane')`,
    );
    this.ids = found.map(({ id }) => id);
  }

  sql<T extends object>(text: string): Promise<T[]> {
    return asAdministrator<T>(stack.databases.adminUrl('analytics'), text, [this.person.organizationId]);
  }

  /** What a file says of what it does not have, by what was told before under each campaign's own name. */
  scopeOf({ replaces, measures }: File, rows: readonly Row[]): Told {
    const grain = rows[0]?.group === '' ? 0 : 1;
    const counted = (row: Pick<Row, 'campaign' | 'day' | 'group'>) =>
      keyOf({ ...row, campaign: this.countsAs(row.campaign) });
    const told = new Set(rows.map(counted));
    const countedDay = ({ campaign, day }: { campaign: number; day: number }) =>
      `${this.countsAs(campaign)} ${day}`;
    const fileDays = new Set(rows.map(countedDay));
    const ownDays = new Set(rows.map(({ campaign, day }) => `${campaign} ${day}`));
    const days = new Set(rows.map(({ day }) => day));
    const known = [...statesOf(this.history, (campaign) => campaign).keys()].map((key) => {
      const [campaign, day, group] = key.split(' ');
      return { campaign: Number(campaign), day: Number(day), group: (group ?? '') as Row['group'] };
    });
    const isOf = (row: (typeof known)[number]) => (row.group === '' ? 0 : 1) === grain;
    const missing = known.filter((row) => {
      if (!isOf(row) || told.has(counted(row))) return false;
      if (ownDays.has(`${row.campaign} ${row.day}`)) return true;
      return replaces === 'account' && days.has(row.day) && !fileDays.has(countedDay(row));
    });
    const others = known.filter((row) => days.has(row.day) && !fileDays.has(countedDay(row)));
    const groupKnown = (row: (typeof known)[number]) =>
      known.filter((one) => countedDay(one) === countedDay(row));
    const empty =
      replaces === 'account' && grain === 0
        ? [0, 1, 2].flatMap((campaign) =>
            [...days].flatMap((day) => {
              const at = { campaign, day, group: '' as const };
              if (fileDays.has(countedDay(at)) || groupKnown(at).length === 0) return [];
              return groupKnown(at).some(({ group }) => group === '') ? [] : [at];
            }),
          )
        : [];
    const wholeOf = ({ campaign, day }: { campaign: number; day: number }) => `${campaign} ${day} ${grain}`;
    const whole = [
      ...rows.map(wholeOf),
      ...(replaces === 'account' ? [...others.filter(isOf), ...empty].map(wholeOf) : []),
    ];
    const gone = replaces === 'rows' ? [] : [...missing, ...empty].map(keyOf);
    return { rows, measures, gone, whole: replaces === 'rows' ? [] : [...new Set(whole)], isUndone: false };
  }

  async take(one: Step, at: number): Promise<void> {
    if (one.kind === 'file') {
      const { file } = one;
      const rows = distinct(file.rows);
      await this.during(one.meanwhile, at, async () => {
        const { id, status } = await this.upload(csv(file, rows), { replaces: file.replaces });
        expect(status).toBe('succeeded');
        const told = this.scopeOf(file, rows);
        this.history.push(told);
        this.imports.push({ id, told });
      });
    }
    if (one.kind === 'preview') {
      const { replaces } = one.of;
      await this.upload(csv(one.of, distinct(one.of.rows)), { replaces, mode: 'preview' });
    }
    if (one.kind === 'undo') {
      const undone = this.imports[one.which % Math.max(1, this.imports.length)];
      if (!undone) return;
      await this.during(one.meanwhile, at, async () => {
        await direct.undo(this.person, undone.id);
        undone.told.isUndone = true;
      });
    }
    if (one.kind === 'api') this.history.push(await this.send(one.row, at));
    if (one.kind === 'link') await this.link();
    if (one.kind === 'delete') await this.during(one.meanwhile, at, () => this.delete(one));
    await expect
      .poll(
        async () => {
          await direct.settle(this.person);
          return this.sql(WAITING);
        },
        { timeout: 10_000, interval: 20 },
      )
      .toEqual([]);
  }

  /**
   * What somebody sends while a writing goes on was told after it; before it, where it was killed and begins again. Until its end
   * nothing of it counts.
   */
  async during(meanwhile: Meanwhile, at: number, write: () => Promise<void>): Promise<void> {
    if (meanwhile === null) return write();
    const { row, kills } = meanwhile;
    const before = await this.counted();
    let later: Told | null = null;
    interrupts.next({
      at: meanwhile.at,
      kills,
      happens: async () => {
        expect(sorted(await this.counted())).toEqual(sorted(before));
        const told = await this.send(row, at);
        if (kills) this.history.push(told);
        else later = told;
      },
    });
    await write();
    interrupts.rest();
    if (later !== null) this.history.push(later);
  }

  async send(of: Row, at: number): Promise<Told> {
    const row = { ...of, cost: of.cost + (at + 1) / 1_000_000 };
    const { campaign, day, group, impressions, clicks, cost } = row;
    const figures = {
      impressions,
      clicks,
      costMicros: Math.round(cost * 1e6),
      conversions: 0,
      conversionValueMicros: 0,
    };
    const sent = metricRow(this.ids[campaign] ?? '', DAYS[day] ?? '', {
      ...figures,
      ...(group === '' ? {} : { adGroup: group }),
    });
    const answer = await stack.call(factContracts.ingest, { rows: [sent] }, this.person);
    expect(answer.accepted).toBe(1);
    return { rows: [row], measures: [...MEASURES, 'conversions'], gone: [], whole: [], isUndone: false };
  }

  async delete({ campaign, from, days }: Extract<Step, { kind: 'delete' }>): Promise<void> {
    const to = Math.min(2, from + days);
    const isMeant = (key: string) => {
      const [of, day] = key.split(' ').map(Number);
      const isOf = campaign === null || this.countsAs(of ?? 0) === this.countsAs(campaign);
      return isOf && (day ?? 0) >= from && (day ?? 0) <= to;
    };
    const told = { rows: [], measures: [...MEASURES, 'conversions' as const], whole: [], isUndone: false };
    const { id } = await direct.delete(this.person, {
      platform: null,
      campaignIds: campaign === null ? null : [this.ids[campaign] ?? ''],
      range: { from: DAYS[from] ?? '', to: DAYS[to] ?? '' },
    });
    const known = [...statesOf(this.history, (one) => one).keys()];
    const deletion = { ...told, gone: known.filter(isMeant) };
    this.history.push(deletion);
    if (deletion.gone.length > 0) this.imports.push({ id, told: deletion });
  }

  async link(): Promise<void> {
    const [intoId = '', , campaignId = ''] = this.ids;
    if (this.linkId === null) {
      const { id } = await stack.call(linkContracts.link, { campaignId, intoId }, this.person);
      this.linkId = id;
    } else {
      await stack.call(linkContracts.unlink, { id: this.linkId }, this.person);
      this.linkId = null;
    }
  }

  /** What a report as of an instant says, in the form of `counted`; rows of nothing are left out. */
  async countedAt(at: string): Promise<Map<string, number[]>> {
    const params = {
      at,
      from: '2026-09-01',
      to: '2026-09-30',
      groupBy: ['campaign' as const, 'date' as const],
    };
    const { data } = await stack.call(asOfContracts.asOf, { ...params, changed: 'all' }, this.person);
    return new Map(
      data.map(({ campaign, date, then }) => [
        `${this.ids.indexOf(campaign ?? '')} ${DAYS.indexOf(date ?? '')}`,
        [Number(then.impressions), Number(then.clicks), Number(then.costMicros) / 1e6],
      ]),
    );
  }

  /** What the product counts: `campaign day` → impressions, clicks, cost. */
  async counted(): Promise<Map<string, number[]>> {
    const rows = await this.sql<{ id: string; day: string; figures: string[] }>(
      `SELECT campaign_id AS id, date::text AS day, ARRAY[impressions, clicks, cost_micros]::text[] AS figures
         FROM daily_rollups WHERE organization_id = $1 AND date >= '2026-09-01'`,
    );
    return new Map(
      rows.map(({ id, day, figures: [i, c, m] }) => [
        `${this.ids.indexOf(id)} ${DAYS.indexOf(day)}`,
        [Number(i), Number(c), Number(m) / 1e6],
      ]),
    );
  }
}

it('any history of files, rows, previews, links, deletions and undo, killed or met by others anywhere, counts what a small model says, and what it said at each time is known', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const play = new Play();
      await play.begin();
      const stood: { at: string; counted: Map<string, number[]> }[] = [];
      for (const [at, one] of steps.entries()) {
        await play.take(one, at);
        const counted = await play.counted();
        expect(await play.sql(UNLIKE)).toEqual([]);
        expect(sorted(counted)).toEqual(sorted(countedOf(play.history, play.countsAs)));
        await sleep(2); // an instant has milliseconds
        stood.push({ at: new Date().toISOString(), counted });
      }
      const some = (of: Map<string, number[]>) =>
        sorted(of).filter(([, figures]) => figures.some((one) => one > 0));
      for (const { at, counted } of stood) expect(some(await play.countedAt(at))).toEqual(some(counted));
    }),
    { numRuns: 10 },
  );
});
