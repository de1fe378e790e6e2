import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Http } from '../support/http.ts';
import { campaignBody } from '../../client/testing/campaign-body.ts';
import { atRest, startOn, type OldProduct } from './old-product.ts';
import { releases, type Release } from './releases.ts';
import { Visitor, Visits } from './visitor.ts';

/** A stored document: where it is, and the campaign that it is about. */
type Stored = { id: string; campaign: string; document: object };
type Place = { table: string; column: string; campaign: string; kind: string };

/** Documents that changes read: the column of their campaign, and what kinds of rows there are. */
const PLACES: Place[] = [
  { table: 'campaigns', column: 'document', campaign: 'id', kind: 'status' },
  { table: 'campaigns', column: 'structure', campaign: 'id', kind: 'status' },
  { table: 'recommendations', column: 'proposal', campaign: 'campaign_id', kind: `status = 'open'` },
];

/** Every change that people can ask of a campaign. */
const STEPS = ['submit', 'approve', 'reject', 'publish', 'pause', 'resume', 'optimize'];

describe('a change that fails has no effect, whatever was wrong with a stored document', () => {
  const release = releases().at(-1) as Release;
  const visits = new Visits();
  let product: OldProduct;
  let owner: Visitor;
  let manager: Visitor;
  let body: object;

  beforeAll(async () => {
    product = await startOn(release);
    const http = new Http(product.stack.url);
    const signIn = async (email: string) => {
      const body = release.settings.people.find((person) => person.email === email);
      const session = await http.post<{ accessToken: string }>('/api/auth/login', body);
      return new Visitor(product, http.as(session.body.accessToken), visits);
    };
    owner = await signIn('owner@fixture.example.com');
    manager = await signIn('manager@fixture.example.com');
    const accounts = await product.rows<{ id: string; platform: string }>(
      'platforms',
      `SELECT a.id, platform FROM ad_accounts a WHERE own_name LIKE 'Our %'`,
    );
    const accountOn = (platform: string) => accounts.find((one) => one.platform === platform)?.id ?? '';
    body = campaignBody({
      adAccounts: { 'google-ads': accountOn('google-ads'), 'linkedin-ads': accountOn('linkedin-ads') },
    });
    await atRest(product);
  });
  afterAll(() => product?.stop());

  /** One row of each kind, of the owner's organisation. */
  const storedAt = ({ table, column, campaign, kind }: Place) =>
    product.rows<Stored>(
      'campaign',
      `SELECT DISTINCT ON (${kind}) id, ${campaign} AS campaign, ${column} AS document FROM ${table}
       WHERE ${column} IS NOT NULL
         AND organization_id = (SELECT organization_id FROM campaigns WHERE name = 'An approved one')
       ORDER BY ${kind} DESC, id`,
    );

  /**
   * Asks for every change of a campaign and of its recommendations, until one of them starts an operation. Gives how many
   * the product failed at.
   */
  async function askEverything(id: string): Promise<number> {
    const path = `/api/campaigns/${id}`;
    const asks = [
      ...(
        await product.rows<{ id: string }>(
          'campaign',
          'SELECT id FROM recommendations WHERE campaign_id = $1',
          [id],
        )
      ).flatMap(({ id: advice }) =>
        ['dismiss', 'apply'].map((verb) => ['POST', `/api/recommendations/${advice}/${verb}`] as const),
      ),
      ...STEPS.map((step) => ['POST', `${path}/${step}`] as const),
      ['PUT', path] as const,
      ['DELETE', path] as const,
    ];
    const [row] = await product.rows<{ version: number; hash: string | null }>(
      'campaign',
      `SELECT version, document->'review'->>'hash' AS hash FROM campaigns WHERE id = $1`,
      [id],
    );
    let failures = 0;
    for (const [method, target] of asks) {
      const who = /approve|reject/.test(target) ? manager : owner;
      const headers = { 'if-match': `"${row?.version}"` };
      const agreed = target.endsWith('/approve') ? { hash: row?.hash ?? 'of nothing' } : {};
      const ask = method === 'POST' ? { body: agreed } : { headers, ...(method === 'PUT' ? { body } : {}) };
      const { status } = await who.attempt(method, target, id, ask);
      if (status >= 500) failures += 1;
      if (status === 202) break;
    }
    return failures;
  }

  it.each(PLACES)('$table, its $column without one of its fields', async (place) => {
    const stored = await storedAt(place);
    expect(stored.length).toBeGreaterThan(0);
    const fields = [...new Set(stored.flatMap(({ document }) => Object.keys(document)))];
    let failures = 0;
    for (const [i, field] of fields.entries()) {
      const row = stored.filter(({ document }) => field in document)[i % stored.length] ?? stored[0];
      if (!row) continue;
      const change = (value: string, ...values: unknown[]) =>
        product.rows(
          'campaign',
          `UPDATE ${place.table} SET ${place.column} = (${value})::json WHERE id = $1`,
          [row.id, ...values],
        );
      await change(`${place.column}::jsonb - $2`, field);
      failures += await askEverything(row.campaign);
      await change(
        `${place.column}::jsonb || $2::jsonb`,
        JSON.stringify({ [field]: (row.document as Record<string, unknown>)[field] }),
      );
      await atRest(product);
    }
    expect(failures).toBeGreaterThan(0);
  });
});
