import type { Jwk } from '../../../contracts/auth/sessions.ts';
import type { Tx } from '../../../storage/database.ts';
import { instant, integer, json, nullable, statement, text, uuid } from '../../../storage/statement.ts';
import { shapes } from '../shapes.ts';
import type { ChainHead } from './domain/chain.ts';
import type { SignedHead } from './domain/statement.ts';

/** A statement as it is kept. */
export type StoredStatement = { seq: number; at: Date; kid: string; statement: string };
/** Where a chain ends, and where it ended when it was last signed; null before that. */
export type StoredHead = { organizationId: string; head: ChainHead; signed: ChainHead | null };

/** Held until the transaction ends, so that of several nodes one signs. */
const LOCK = 'SELECT pg_advisory_xact_lock(727276)';
const STATEMENT = { seq: integer, at: instant, kid: text, statement: text };
const LAST = statement(
  'SELECT seq, at, kid, statement FROM audit_statements ORDER BY seq DESC LIMIT 1',
  STATEMENT,
);
const BY_NUMBER = statement('SELECT seq, at, kid, statement FROM audit_statements WHERE seq = $1', STATEMENT);
const HEADS = statement(
  `SELECT organization_id AS "organizationId", seq, hash, signed_seq AS "signedSeq", signed_hash AS "signedHash"
   FROM audit_heads ORDER BY organization_id`,
  {
    organizationId: uuid,
    seq: integer,
    hash: text,
    signedSeq: nullable(integer),
    signedHash: nullable(text),
  },
);
/** With the number of the statement that they are of: one snapshot. */
const SIGNED_HEADS = statement(
  `SELECT organization_id AS "organizationId", signed_seq AS seq, signed_hash AS hash,
     (SELECT max(seq) FROM audit_statements) AS "statementSeq"
   FROM audit_heads WHERE signed_seq IS NOT NULL ORDER BY organization_id`,
  { organizationId: uuid, seq: integer, hash: text, statementSeq: nullable(integer) },
);
const INSERT = 'INSERT INTO audit_statements (seq, at, kid, statement) VALUES ($1, $2, $3, $4)';
const KEEP_KEY = `
  INSERT INTO audit_keys (kid, public_jwk, shape) VALUES ($1, $2, $3) ON CONFLICT (kid) DO NOTHING`;
const MARK = `
  UPDATE audit_heads h SET signed_seq = s.seq, signed_hash = s.hash
  FROM json_to_recordset($1::json) AS s("organizationId" uuid, seq bigint, hash text)
  WHERE h.organization_id = s."organizationId"
    AND (h.signed_seq IS DISTINCT FROM s.seq OR h.signed_hash IS DISTINCT FROM s.hash)`;
const KEYS = statement('SELECT public_jwk, shape FROM audit_keys ORDER BY kid', {
  public_jwk: json,
  shape: integer,
});

/** Lets this node sign alone until the transaction ends. @returns the last statement */
export async function lockStatements({ execute, query }: Tx): Promise<StoredStatement | undefined> {
  await execute(LOCK);
  return (await query(LAST))[0];
}

/** The heads of all chains, in the order of their organisations. */
export async function readHeads({ query }: Pick<Tx, 'query'>): Promise<StoredHead[]> {
  return (await query(HEADS)).map(({ organizationId, seq, hash, signedSeq, signedHash }) => ({
    organizationId,
    head: { seq, hash },
    signed: signedSeq === null || signedHash === null ? null : { seq: signedSeq, hash: signedHash },
  }));
}

/** Keeps a statement, the public key that proves it and the heads that it means. */
export async function saveStatement(
  tx: Tx,
  { seq, at, kid, statement: signed }: StoredStatement,
  publicJwk: Jwk,
  heads: readonly SignedHead[],
): Promise<void> {
  const shape = shapes.publicKey;
  await tx.execute(KEEP_KEY, [kid, shape.write(publicJwk), shape.number]);
  await tx.execute(INSERT, [seq, at, kid, signed]);
  await tx.execute(MARK, [JSON.stringify(heads)]);
}

/** The last statement, the heads that it means and the keys of all statements; null before the first one. */
export async function readLastStatement(
  tx: Pick<Tx, 'query'>,
): Promise<{ stored: StoredStatement; heads: SignedHead[]; keys: Jwk[] } | null> {
  const rows = await tx.query(SIGNED_HEADS);
  const [stored] = await tx.query(BY_NUMBER, [rows[0]?.statementSeq ?? null]);
  if (!stored) return null;
  const heads = rows.map(({ organizationId, seq, hash }) => ({ organizationId, seq, hash }));
  const keys = (await tx.query(KEYS)).map((row) => shapes.publicKey.read(row.public_jwk, row.shape));
  return { stored, heads, keys };
}
