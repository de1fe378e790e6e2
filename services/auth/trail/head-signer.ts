import { createPublicKey, type KeyObject } from 'node:crypto';
import type { ServiceBroker } from 'moleculer';
import type { Clock } from '../../../lib/time.ts';
import type { Database, Tx } from '../../../storage/database.ts';
import { asSystem } from '../../../storage/scope.ts';
import type { KeyRing } from '../sessions/key-ring.ts';
import { faultAt, readEntries } from './chain-reader.ts';
import { EMPTY_CHAIN } from './domain/chain.ts';
import { leafOf, nextStatement, type SignedHead, type StatementClaims } from './domain/statement.ts';
import { merkleRoot } from './domain/merkle.ts';
import { ChainWalk, FAULTS, type Fault } from './domain/walk.ts';
import {
  lockStatements,
  readHeads,
  saveStatement,
  type StoredHead,
  type StoredStatement,
} from './head-store.ts';
import { readStatement, signStatement } from './statements.ts';

type Logger = ServiceBroker['logger'];
type Last = { claims: Pick<StatementClaims, 'seq' | 'since'>; statement: string };

/** Looks so often within a window whether the next statement is due. */
const LOOKS_PER_WINDOW = 20;

/**
 * Signs every few minutes where all audit chains end. Before it signs, it proves that the last statement is its own and
 * means the heads that are kept, and walks along everything that was added since: what was changed behind auth's back
 * is reported and never signed.
 */
export class HeadSigner {
  readonly #database: Database;
  readonly #keys: KeyRing;
  readonly #clock: Clock;
  readonly #windowMs: number;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<unknown> = Promise.resolve();

  constructor(database: Database, keys: KeyRing, clock: Clock, windowMs: number) {
    this.#database = database;
    this.#keys = keys;
    this.#clock = clock;
    this.#windowMs = windowMs;
  }

  /** Between two statements; what was added since the last one is not signed yet. */
  get windowMs(): number {
    return this.#windowMs;
  }

  start(logger: Logger): void {
    const look = () => {
      this.#work = this.signWhenDue(logger).catch((error: unknown) =>
        logger.error({ err: error }, 'the heads of the audit chains are not signed'),
      );
    };
    look();
    this.#timer = setInterval(look, this.#windowMs / LOOKS_PER_WINDOW).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#work;
  }

  /** @throws Error when the last statement or its heads are not what auth signed */
  async signWhenDue(logger: Logger): Promise<void> {
    const statement = await asSystem(() =>
      this.#database.transaction(async (tx) => {
        const last = await lockStatements(tx);
        if (last && this.#clock().getTime() - last.at.getTime() < this.#windowMs) return undefined;
        return this.#sign(tx, last, logger);
      }),
    );
    if (statement !== undefined) logger.info({ statement }, 'the heads of the audit chains are signed');
  }

  /**
   * Signs all heads as they are, without proving what came before: for operators, after they have found out why auth
   * refuses (docs/runbooks/audit-fault.md). Every later statement says that it is unbroken since this one only.
   * @returns its number
   */
  async startAnew(): Promise<number> {
    return asSystem(() =>
      this.#database.transaction(async (tx) => {
        const stored = await lockStatements(tx);
        const kept = await readHeads(tx);
        const heads = kept.flatMap(({ organizationId, head }) =>
          head.seq > 0 ? [{ organizationId, ...head }] : [],
        );
        const seq = stored?.seq ?? 0;
        const last = stored && { claims: { seq, since: seq + 1 }, statement: stored.statement };
        await this.#save(tx, last, heads);
        return seq + 1;
      }),
    );
  }

  async #sign(tx: Tx, stored: StoredStatement | undefined, logger: Logger): Promise<string> {
    const kept = await readHeads(tx);
    const last = stored && (await this.#prove(stored, kept));
    const heads: SignedHead[] = [];
    for (const head of kept) {
      const proved = await this.#provedHead(tx, head, logger);
      if (proved) heads.push(proved);
    }
    return this.#save(tx, last, heads);
  }

  async #save(tx: Tx, last: Last | undefined, heads: readonly SignedHead[]): Promise<string> {
    const key = await this.#keys.current();
    const claims = nextStatement(last, heads, this.#clock());
    const statement = signStatement(key, claims);
    const row = { seq: claims.seq, at: new Date(claims.at), kid: key.kid, statement };
    await saveStatement(tx, row, await this.#keys.publicKeyOf(key.kid), heads);
    return statement;
  }

  /** The last statement, after it was proved to be auth's own and to mean the heads that are kept. */
  async #prove({ kid, statement, seq }: StoredStatement, kept: readonly StoredHead[]): Promise<Last> {
    const key = await this.#keys.find(kid);
    const claims = key && readStatement(statement, publicHalf(key.key));
    if (claims?.seq !== seq) throw new Error(`statement ${seq} about the audit chains is not auth's own`);
    const leaves = kept.flatMap(({ organizationId, signed }) =>
      signed ? [leafOf({ organizationId, ...signed })] : [],
    );
    if (merkleRoot(leaves) !== claims.root)
      throw new Error(`the heads that are kept are not those of statement ${seq} about the audit chains`);
    return { claims, statement };
  }

  /** The end of a chain, when everything since the signed end follows from it; else the signed end stays. */
  async #provedHead(tx: Tx, stored: StoredHead, logger: Logger): Promise<SignedHead | undefined> {
    const { organizationId, head, signed } = stored;
    if (signed && signed.seq === head.seq && signed.hash === head.hash) return { organizationId, ...signed };
    const fault = await walkSince(tx, stored);
    if (!fault) return head.seq > 0 ? { organizationId, ...head } : undefined;
    logger.error({ ...fault, fault: FAULTS[fault.kind] }, 'an audit chain was changed behind the product');
    return signed ? { organizationId, ...signed } : undefined;
  }
}

/** Walks along what was added since a chain was last signed. */
async function walkSince(tx: Tx, { organizationId, head, signed }: StoredHead): Promise<Fault | undefined> {
  const from = signed ?? EMPTY_CHAIN;
  if (signed && head.seq <= signed.seq) {
    const kind = head.seq < signed.seq ? 'cut' : 'rewritten';
    return { kind, organizationId, seq: head.seq + (kind === 'cut' ? 1 : 0) };
  }
  const walk = new ChainWalk(organizationId, [head], from);
  // the signed entry itself is read too: that it is still there, and still the one
  const fault = signed && (await faultAt(tx, organizationId, signed));
  if (fault) return fault;
  for await (const entry of readEntries(tx, organizationId, from.seq, head.seq)) {
    const found = walk.take(entry);
    if (found) return found;
  }
  return walk.end();
}

const publicHalf = (key: KeyObject): KeyObject => createPublicKey(key);
