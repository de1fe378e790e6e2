import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseSettings } from '../../../lib/settings.ts';
import { Database } from '../../../storage/database.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { databaseUrl } from '../../../storage/settings.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { type Fact, grainOf, WHOLE_DAY } from '../facts/domain/fact.ts';
import { saveFacts } from '../facts/store/save-facts.ts';
import { linkStore } from '../links/store/links.ts';
import { analyticsSettings } from '../settings.ts';
import { type AnalyticsStack, startAnalytics } from './campaign-stand-in.ts';
import { keptAndExpected } from './kept-summaries.ts';

let stack: AnalyticsStack;
let database: Database;
beforeAll(async () => {
  stack = await startAnalytics();
  const { own } = parseSettings(stack.variables, { own: analyticsSettings });
  database = new Database({ url: databaseUrl(own, 'analytics'), applicationName: 'test', checkRows: true });
});
afterAll(async () => {
  await database.close();
  await stack.stop();
});

const MEMBERS = 4;
const FIGURES = ['impressions', 'clicks', 'costMicros', 'conversionsMicros', 'valueMicros'] as const;
type Figure = { value: number; at: number };
type Row = Figure[];
const NEVER: Figure = { value: 0, at: -1 };

/**
 * What must come out: each campaign remembers what was told of it; a group counts of each key and figure what was told last of any of
 * its members. That a campaign by itself is told again what it has is no telling.
 */
class Model {
  readonly rows = Array.from({ length: MEMBERS }, () => new Map<string, Row>());
  readonly into = new Map<number, number>();

  end(member: number): number {
    const next = this.into.get(member);
    return next === undefined ? member : this.end(next);
  }
  isGrouped = (member: number) => this.into.has(member) || [...this.into.values()].includes(member);

  tell(member: number, key: string, values: (number | null)[], at: number): void {
    const rows = this.rows[member]!;
    const was = rows.get(key);
    const isSame =
      was !== undefined &&
      values.every((value, i) => value === null || (value === was[i]!.value && was[i]!.at >= 0));
    if (isSame && !this.isGrouped(member)) return;
    const old = was ?? values.map(() => NEVER);
    rows.set(
      key,
      values.map((value, i) => (value === null ? old[i]! : { value, at })),
    );
  }

  /** By campaign and key: the figures that count. */
  effective(): string[] {
    const sums = new Map<string, Row>();
    this.rows.forEach((rows, member) => {
      for (const [key, row] of rows) {
        const at = `${this.end(member)} ${key}`;
        const other = sums.get(at) ?? row;
        sums.set(
          at,
          row.map((figure, i) => (figure.at > other[i]!.at ? figure : other[i]!)),
        );
      }
    });
    return [...sums].map(([at, row]) => `${at} ${row.map(({ value }) => value).join(' ')}`).sort();
  }
}

const admin = (sql: string, organizationId: string) =>
  asAdministrator<{ text: string }>(stack.databases.adminUrl('analytics'), sql, [organizationId]);
const STORED = `
  SELECT (SELECT name FROM external_campaigns e WHERE e.organization_id = $1 AND e.id = f.campaign_id) || ' ' || date || ' ' ||
    ad_group || ' ' || concat_ws(' ', impressions, clicks, cost_micros, conversions_micros, value_micros) AS text
  FROM metric_facts f WHERE organization_id = $1`;
const told = async (sql: string, organizationId: string) =>
  (await admin(sql, organizationId)).map(({ text }) => text).sort();

const member = fc.integer({ min: 0, max: MEMBERS - 1 });
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('tell' as const),
      member,
      day: fc.constantFrom('2026-01-01', '2026-01-02'),
      adGroup: fc.constantFrom('', 'A', 'B'),
      values: fc.tuple(...FIGURES.map(() => fc.option(fc.integer({ min: 0, max: 3 }), { freq: 3 }))),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('link' as const), from: member, into: member }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('unlink' as const), from: member }) },
);

/** Four external campaigns of a new organisation, named by their numbers. */
async function fourCampaigns(organizationId: string): Promise<string[]> {
  const ids = Array.from({ length: MEMBERS }, () => randomUUID());
  await database.execute(
    `INSERT INTO external_campaigns (organization_id, id, platform, name, currency)
     SELECT $1, r.id, 'google-ads', (r.place - 1)::text, 'USD' FROM unnest($2::uuid[]) WITH ORDINALITY AS r(id, place)`,
    [organizationId, ids],
  );
  return ids;
}

it('counts of every group the newest telling of each figure, whatever is told, linked and split in whichever order', async () => {
  const tell = (organizationId: string, fact: Fact) =>
    database.transaction((tx) => saveFacts(tx, organizationId, [fact]));
  const links = linkStore(database);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 20 }), async (steps) => {
      const organizationId = randomUUID();
      await inOrganization(organizationId, async () => {
        const ids = await fourCampaigns(organizationId);
        const by = { organizationId, actor: { kind: 'user' as const, id: randomUUID() }, at: new Date() };
        const model = new Model();
        const living = new Map<number, string>();
        for (const [at, one] of steps.entries()) {
          if (one.kind === 'tell') {
            await tell(organizationId, factOf(ids[one.member]!, one));
            model.tell(one.member, `${one.day} ${one.adGroup}`, one.values, at);
          } else if (one.kind === 'link') {
            if (model.into.has(one.from) || model.end(one.into) === model.end(one.from)) continue;
            const edge = { campaignId: ids[one.from]!, intoId: ids[one.into]! };
            living.set(one.from, await links.add(by, edge));
            model.into.set(one.from, one.into);
          } else {
            const link = living.get(one.from);
            if (link === undefined) continue;
            await links.remove(by, link);
            living.delete(one.from);
            model.into.delete(one.from);
          }
          expect(await told(STORED, organizationId)).toEqual(model.effective());
        }
        const { kept, expected } = await keptAndExpected(
          stack.databases.adminUrl('analytics'),
          organizationId,
        );
        expect(kept).toEqual(expected);
      });
    }),
    { seed: 5, numRuns: 15 },
  );
});

function factOf(
  campaignId: string,
  { day, adGroup, values }: { day: string; adGroup: string; values: (number | null)[] },
): Fact {
  const [impressions = null, clicks = null, costMicros = null, conversionsMicros = null, valueMicros = null] =
    values;
  const key = { hour: WHOLE_DAY, adGroup, ad: '', keyword: '' };
  return {
    ...key,
    campaignId,
    platform: 'google-ads',
    date: day,
    grain: grainOf(key),
    currency: 'USD',
    impressions,
    clicks,
    costMicros,
    conversionsMicros,
    valueMicros,
  };
}
