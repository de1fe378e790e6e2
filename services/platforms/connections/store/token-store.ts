import type { z } from 'zod';
import type { Database, Tx } from '../../../../storage/database.ts';
import { instant, integer, nullable, statement, text } from '../../../../storage/statement.ts';
import { StoredTokens } from '../../shapes.ts';
import type { OrganizationKeys } from '../../../../storage/envelopes/organization-keys.ts';
import { SEALED } from './envelopes.ts';

export type Tokens = z.infer<typeof StoredTokens>;
/**
 * A grant with its tokens opened. `revision` rises with each renewal, so that an older pair never overwrites a newer
 * one.
 */
export type OpenGrant = Tokens & { id: string; expiresAt: Date; revision: number };

/** Stores tokens sealed under the organisation's key, and lets one worker at a time renew them. */
export type TokenStore = {
  /** Null when there is no such grant, or its tokens were wiped. @throws SealBroken, or ZodError when the opened text holds no tokens */
  open(organizationId: string, grantId: string): Promise<OpenGrant | null>;
  /** The developer token that a grant brought; null when it brought none, or is not there. It never changes. @throws SealBroken */
  developerToken(organizationId: string, grantId: string): Promise<string | null>;
  /** Takes the lease to renew this revision; false when another worker holds it or has renewed already. */
  reserve(organizationId: string, grant: OpenGrant, now: Date, leaseEnd: Date): Promise<boolean>;
  /** Saves the renewed tokens; false when others were saved meanwhile. */
  save(organizationId: string, grant: OpenGrant, tokens: Tokens & { expiresAt: Date }): Promise<boolean>;
  /** Gives the lease back. */
  release(organizationId: string, grant: OpenGrant): Promise<void>;
};

const READ = statement(
  `SELECT sealed_tokens AS sealed, expires_at AS "expiresAt", revision FROM platform_grants
   WHERE organization_id = $1 AND id = $2`,
  { sealed: nullable(text), expiresAt: instant, revision: integer },
);
const READ_DEVELOPER_TOKEN = statement(
  'SELECT sealed_developer_token AS sealed FROM platform_grants WHERE organization_id = $1 AND id = $2',
  { sealed: nullable(text) },
);
const RESERVE = `
  UPDATE platform_grants SET refreshing_until = $5
  WHERE organization_id = $1 AND id = $2 AND revision = $3
    AND (refreshing_until IS NULL OR refreshing_until <= $4)`;
const SAVE = `
  UPDATE platform_grants
  SET sealed_tokens = $4, expires_at = $5, revision = revision + 1, refreshing_until = NULL, updated_at = now()
  WHERE organization_id = $1 AND id = $2 AND revision = $3`;
const RELEASE = `
  UPDATE platform_grants SET refreshing_until = NULL WHERE organization_id = $1 AND id = $2 AND revision = $3`;

/** The store of tokens of one service. */
export function tokenStore(database: Database, keys: OrganizationKeys): TokenStore {
  return {
    async open(organizationId, grantId) {
      const read = async () => (await database.query(READ, [organizationId, grantId]))[0];
      const opened = await keys.openRow(placeOf({ organizationId, grantId }), read);
      if (!opened) return null;
      const { expiresAt, revision } = opened.row;
      return { id: grantId, ...StoredTokens.parse(JSON.parse(opened.plain)), expiresAt, revision };
    },
    async developerToken(organizationId, grantId) {
      const read = async () => (await database.query(READ_DEVELOPER_TOKEN, [organizationId, grantId]))[0];
      const place = { organizationId, ...SEALED.developerToken, id: grantId };
      return (await keys.openRow(place, read))?.plain ?? null;
    },
    async reserve(organizationId, { id, revision }, now, leaseEnd) {
      return (await database.execute(RESERVE, [organizationId, id, revision, now, leaseEnd])) === 1;
    },
    async save(organizationId, { id, revision }, { accessToken, refreshToken, expiresAt }) {
      const tokens = { accessToken, refreshToken };
      return database.transaction(async (tx) => {
        const sealed = await sealTokens(tx, keys, { organizationId, grantId: id }, tokens);
        return (await tx.execute(SAVE, [organizationId, id, revision, sealed, expiresAt])) === 1;
      });
    },
    async release(organizationId, { id, revision }) {
      await database.execute(RELEASE, [organizationId, id, revision]);
    },
  };
}

type GrantIds = { organizationId: string; grantId: string };

const placeOf = ({ organizationId, grantId }: GrantIds) => ({
  organizationId,
  ...SEALED.tokens,
  id: grantId,
});

/** Seals a grant's tokens as one text. */
export function sealTokens(tx: Tx, keys: OrganizationKeys, grant: GrantIds, tokens: Tokens): Promise<string> {
  return keys.seal(tx, placeOf(grant), JSON.stringify(tokens));
}
