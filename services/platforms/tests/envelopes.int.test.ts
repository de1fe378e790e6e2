import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deriveKey, Sealing, sealingKey } from '../../../lib/sealing.ts';
import { runNode } from '../../../scripts/run-node.ts';
import { productSettings } from '../../../scripts/services.ts';
import { generateServiceKeys } from '../../../mixins/identity/service-keys.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { rotate } from '../../../storage/envelopes/rotation.ts';
import type { Place } from '../../../storage/envelopes/place.ts';
import { up } from '../migrations/0004-organization-keys.ts';
import { SEALED } from '../connections/store/envelopes.ts';
import { KEK, sealedGrants, type SealedGrants } from './sealed-grants.ts';

let grants: SealedGrants;
beforeAll(async () => {
  grants = await sealedGrants();
});
afterAll(() => grants.stop());

const open = (place: Place, sealed: string) =>
  inOrganization(place.organizationId, () => grants.keys.open(grants.database, place, sealed));
const BROKEN = 'a sealed text cannot be opened';

describe('a sealed text', () => {
  const [organizationId, other] = [randomUUID(), randomUUID()];
  let id: string;
  let place: Place;
  let sealed: string;
  beforeAll(async () => {
    id = await grants.add(organizationId);
    await grants.add(other);
    place = { organizationId, ...SEALED.tokens, id };
    sealed = await grants.sealedText(organizationId, id);
  });

  it('names its version, its key, its vector, its text and its tag', async () => {
    const [key] = await grants.sql<{ id: string }>(
      'SELECT id FROM organization_keys WHERE organization_id = $1',
      [organizationId],
    );
    expect(sealed).toMatch(new RegExp(`^v2\\.${key?.id}\\.[\\w-]{16}\\.[\\w-]+\\.[\\w-]{22}$`));
    expect((await open(place, sealed)).bytes.toString()).toContain(id);
  });

  it.each([
    ['organisation', () => ({ organizationId: other })],
    ['table', () => ({ table: 'connect_states' })],
    ['column', () => ({ column: 'sealed_verifier' })],
    ['row', () => ({ id: randomUUID() })],
  ])('that was moved to another %s does not open', async (_, moved) => {
    await expect(open({ ...place, ...moved() }, sealed)).rejects.toThrow(BROKEN);
  });

  it('of another organisation does not open with its key copied along', async () => {
    await grants.sql(
      `INSERT INTO organization_keys SELECT $2, id, wrapped, kek_id, created_at, now() FROM organization_keys WHERE organization_id = $1`,
      [organizationId, other],
    );
    await expect(open({ ...place, organizationId: other }, sealed)).rejects.toThrow(BROKEN);
    await grants.sql('DELETE FROM organization_keys WHERE organization_id = $1 AND retired_at IS NOT NULL', [
      other,
    ]);
  });

  it('does not open with any one of its characters changed', async () => {
    for (let index = 0; index < sealed.length; index += 1) {
      const flipped = sealed[index] === 'A' ? 'Q' : 'A';
      const changed = sealed.slice(0, index) + flipped + sealed.slice(index + 1);
      await expect(open(place, changed), `character ${index}`).rejects.toThrow(BROKEN);
    }
  });
});

describe('another PLATFORM_TOKENS_KEY', () => {
  const WRONG = 'another-key-for-this-test-0123456789abcdef';
  const keys = generateServiceKeys();
  const node = (secret: string) =>
    productSettings({
      ...grants.variables,
      SERVICES: 'platforms',
      PLATFORMS_SERVICE_PORT: '0',
      LOG_LEVEL: 'fatal',
      PLATFORM_TOKENS_KEY: secret,
      SERVICE_KEYS: keys.all,
      SERVICE_PUBLIC_KEYS: keys.public,
    });
  const stored = () =>
    grants.sql(`SELECT 'key' AS kind, k::text AS row FROM organization_keys k
      UNION ALL SELECT 'grant', g::text FROM platform_grants g UNION ALL SELECT 'owner', o::text FROM key_owners o ORDER BY 1, 2`);

  it('refuses to start and to rotate, and overwrites nothing', async () => {
    await grants.add(randomUUID());
    const before = await stored();
    await expect(runNode(node(WRONG))).rejects.toThrow(/^PLATFORM_TOKENS_KEY is not the one that the keys/);
    await expect(rotate(grants.keysUnder(WRONG), { replaceBefore: new Date() })).rejects.toThrow(
      /^PLATFORM_TOKENS_KEY is not the one/,
    );
    expect(await stored()).toEqual(before);
  });

  it('opens everything while the earlier one stands behind it, and needs it no more after a rotation', async () => {
    const organizationId = randomUUID();
    const id = await grants.add(organizationId);
    const both = grants.keysUnder(WRONG, KEK);
    await both.start();
    const report = await rotate(both);
    expect(report).toMatchObject({ newKeys: 0, sealedAnew: 0, unreadable: 0, destroyed: 0 });
    expect(report.wrappedAnew).toBeGreaterThan(0);
    const alone = grants.keysUnder(WRONG);
    const running = await runNode(node(WRONG));
    await running.stop();
    const sealed = await grants.sealedText(organizationId, id);
    const place = { organizationId, ...SEALED.tokens, id };
    const { bytes } = await inOrganization(organizationId, () => alone.open(grants.database, place, sealed));
    expect(bytes.toString()).toContain(id);
    await expect(open(place, sealed)).rejects.toThrow(BROKEN);
    await rotate(grants.keysUnder(KEK, WRONG));
  });
});

describe('what the release before sealed', () => {
  /** A grant as that release wrote it: one key an organisation in data_keys, and a place without its column. */
  async function grantBefore(): Promise<{ organizationId: string; id: string }> {
    const [organizationId, id] = [randomUUID(), randomUUID()];
    const data = randomBytes(32);
    const wrapped = new Sealing(deriveKey(KEK, 'sip platform tokens v1')).seal(
      data,
      `${organizationId}|data_keys|${organizationId}`,
    );
    await grants.sql('INSERT INTO data_keys (organization_id, wrapped) VALUES ($1, $2)', [
      organizationId,
      wrapped,
    ]);
    const plain = JSON.stringify({ accessToken: `access ${id}`, refreshToken: null });
    const sealed = new Sealing(sealingKey(data)).seal(plain, `${organizationId}|platform_grants|${id}`);
    await grants.sql(
      `INSERT INTO platform_grants (organization_id, id, platform, sealed_tokens, expires_at, granted_by)
       VALUES ($1, $2, 'google-ads', $3, now(), $2)`,
      [organizationId, id, sealed],
    );
    return { organizationId, id };
  }
  const tokensOf = ({ organizationId, id }: { organizationId: string; id: string }) =>
    inOrganization(organizationId, () => grants.tokens.open(organizationId, id));

  it('opens, and is sealed under a key of today when it is read', async () => {
    const grant = await grantBefore();
    expect(await grants.sealedText(grant.organizationId, grant.id)).toMatch(/^v1\./);
    expect(await tokensOf(grant)).toMatchObject({ accessToken: `access ${grant.id}` });
    expect(await grants.sealedText(grant.organizationId, grant.id)).toMatch(/^v2\./);
    expect(await tokensOf(grant)).toMatchObject({ accessToken: `access ${grant.id}` });
  });

  it('is known after the migration, and a rotation seals it anew and destroys its key', async () => {
    const grant = await grantBefore();
    const copy = /INSERT INTO key_owners[^;]*/.exec(up)?.[0] ?? '';
    await grants.sql(`${copy} ON CONFLICT DO NOTHING`);
    await rotate(grants.keys);
    expect(await grants.sealedText(grant.organizationId, grant.id)).toMatch(/^v2\./);
    expect(await tokensOf(grant)).toMatchObject({ accessToken: `access ${grant.id}` });
    expect(await grants.sql('SELECT 1 FROM data_keys')).toEqual([]);
  });

  it('and cannot be read is left alone by a rotation, and so is its key', async () => {
    const grant = await grantBefore();
    await grants.sql('INSERT INTO key_owners VALUES ($1, $2)', [
      grant.organizationId,
      deriveKey(KEK, 'sip platform tokens v1').id,
    ]);
    await grants.sql(`UPDATE platform_grants SET sealed_tokens = sealed_tokens || 'x' WHERE id = $1`, [
      grant.id,
    ]);
    const before = await grants.sealedText(grant.organizationId, grant.id);
    expect(await rotate(grants.keys)).toMatchObject({ unreadable: 1, sealedAnew: 0 });
    expect(await grants.sealedText(grant.organizationId, grant.id)).toBe(before);
    expect(
      await grants.sql('SELECT 1 FROM data_keys WHERE organization_id = $1', [grant.organizationId]),
    ).toHaveLength(1);
  });
});
