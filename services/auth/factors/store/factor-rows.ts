import type { Factor } from '../../../../contracts/auth/factors.ts';
import { instant, nullable, oneOf, text, uuid, type RowOf } from '../../../../storage/statement.ts';

export const KINDS = ['totp', 'passkey'] as const;
export const factorColumns = {
  id: uuid,
  kind: oneOf(KINDS),
  name: text,
  created_at: instant,
  last_used_at: nullable(instant),
};
export const FACTOR = 'id, kind, name, created_at, last_used_at';

export const factorOf = (row: RowOf<typeof factorColumns>): Factor => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  createdAt: row.created_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
});
