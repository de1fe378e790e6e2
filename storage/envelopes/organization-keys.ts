import { randomBytes } from 'node:crypto';
import { SealBroken, Sealing, sealingKey } from '../../lib/sealing.ts';
import type { Database, Tx } from '../database.ts';
import { asSystem } from '../scope.ts';
import { columnStore, prefixOf, type ColumnStore } from './column-store.ts';
import { keyStore } from './key-store.ts';
import { placeText, type Place, type SealedColumn } from './place.ts';
import type { Wrapping } from './wrapping.ts';

/** What the release before envelopes sealed: it opens, and is sealed anew when it is read or keys are rotated. */
export type EarlierSeals = {
  /** @throws SealBroken */
  open(tx: Tx, place: Place, sealed: string): Promise<Buffer>;
  /** Destroys the earlier key of an organisation, which no text uses any more. */
  forget?(tx: Tx, organizationId: string): Promise<unknown>;
};

export type Envelopes = {
  /** Every column that is sealed so; a test finds one that is missing. */
  columns: readonly SealedColumn[];
  wrapping: Wrapping;
  earlier: EarlierSeals;
  /** Said when the service does not start, because keys are wrapped under a key-encryption key that it was not given. */
  refusal: string;
};

/** The key under which a text was sealed does not exist: it was destroyed, and the text with it. */
class KeyMissing extends SealBroken {}

/**
 * Seals secrets under a data key of their organisation (AES-256-GCM): `v2.<key id>.<vector>.<ciphertext>.<tag>`. The data
 * keys are stored in the same database, wrapped under a key-encryption key that is not (docs/decisions/0016).
 */
export class OrganizationKeys {
  readonly database: Database;
  readonly envelopes: Envelopes;
  readonly #columns: ReadonlyMap<string, ColumnStore>;

  constructor(database: Database, envelopes: Envelopes) {
    this.database = database;
    this.envelopes = envelopes;
    this.#columns = new Map(envelopes.columns.map((sealed) => [nameOf(sealed), columnStore(sealed)]));
  }

  /** @throws Error in one sentence when a data key was wrapped under another key-encryption key; nothing is changed */
  async start(): Promise<void> {
    const kekIds = await asSystem(() => keyStore.kekIds(this.database));
    if (!kekIds.every((id) => this.envelopes.wrapping.knows(id))) throw new Error(this.envelopes.refusal);
  }

  /** Seals a text in the transaction that saves it: until it ends the key cannot be destroyed. */
  async seal(tx: Tx, place: Place, plain: string): Promise<string> {
    const { sealing } = await this.current(tx, place.organizationId);
    return sealing.seal(plain, placeText(place));
  }

  /**
   * Reads a row and opens its text; undefined when there is no row or no text. Texts under a retired key are sealed anew.
   * A text whose key was destroyed meanwhile has been sealed anew by a rotation, so that the row is read once more.
   * @throws SealBroken when organisation, table, column, row or bytes are not those of the sealing
   */
  async openRow<Row extends { sealed: string | null }>(
    place: Place,
    read: () => Promise<Row | undefined>,
  ): Promise<{ row: Row; plain: string } | undefined> {
    const row = await read();
    if (!row?.sealed) return undefined;
    try {
      const { bytes, outdated } = await this.open(this.database, place, row.sealed);
      const plain = bytes.toString('utf8');
      if (outdated) await this.#sealAnew(place, row.sealed, plain);
      return { row, plain };
    } catch (error) {
      if (!(error instanceof KeyMissing)) throw error;
      const again = await read();
      if (!again?.sealed) return undefined;
      if (again.sealed === row.sealed) throw error;
      return {
        row: again,
        plain: (await this.open(this.database, place, again.sealed)).bytes.toString('utf8'),
      };
    }
  }

  /** Opens a text. @throws SealBroken */
  async open(tx: Tx, place: Place, sealed: string): Promise<{ bytes: Buffer; outdated: boolean }> {
    const [version, keyId = ''] = sealed.split('.');
    if (version !== 'v2')
      return { bytes: await this.envelopes.earlier.open(tx, place, sealed), outdated: true };
    const { organizationId } = place;
    const key = await keyStore.find(tx, organizationId, keyId);
    if (!key) throw new KeyMissing();
    const data = this.envelopes.wrapping.unwrap({ organizationId, id: keyId, wrapped: key.wrapped });
    const bytes = sealingUnder(keyId, data).open(sealed, placeText(place));
    return { bytes, outdated: key.retired_at !== null };
  }

  /** The key that seals now, made when there is none; it stays for as long as the transaction lasts. */
  async current(tx: Tx, organizationId: string): Promise<{ id: string; sealing: Sealing }> {
    for (;;) {
      const key = await keyStore.current(tx, organizationId);
      if (key) {
        const data = this.envelopes.wrapping.unwrap({ organizationId, ...key });
        return { id: key.id, sealing: sealingUnder(key.id, data) };
      }
      await this.insertKey(tx, organizationId); // or another transaction has just replaced it
    }
  }

  /** Saves a new random data key, unless the organisation has one that seals. */
  async insertKey(tx: Tx, organizationId: string): Promise<void> {
    const { wrapping } = this.envelopes;
    const { id, bytes } = sealingKey(randomBytes(32));
    const wrapped = wrapping.wrap(bytes, organizationId, id);
    await keyStore.insert(tx, organizationId, { id, wrapped, kek_id: wrapping.id });
  }

  columnOf(sealed: SealedColumn): ColumnStore {
    const store = this.#columns.get(nameOf(sealed));
    if (!store) throw new Error(`${nameOf(sealed)} is not declared as sealed`);
    return store;
  }

  /** Whether a text of the organisation stands under a key; '' asks for those of the earlier release. */
  async uses(tx: Tx, organizationId: string, keyId: string): Promise<boolean> {
    const prefix = keyId === '' ? 'v1.' : prefixOf(keyId);
    for (const store of this.#columns.values()) if (await store.uses(tx, organizationId, prefix)) return true;
    return false;
  }

  async #sealAnew(place: Place, sealed: string, plain: string): Promise<void> {
    const { organizationId, id } = place;
    await this.database.transaction(async (tx) => {
      const renewed = await this.seal(tx, place, plain);
      await this.columnOf(place).replace(tx, organizationId, { id, sealed }, renewed);
    });
  }
}

const nameOf = ({ table, column }: SealedColumn) => `${table}.${column}`;
const sealingUnder = (id: string, bytes: Buffer) => new Sealing({ id, bytes }, { version: 'v2' });
