import type { Tx } from '../../../storage/database.ts';
import type { MailStore } from '../mails/store.ts';
import { ownersAnd } from '../members/store/concerned.ts';
import type { NewApiKey } from './store.ts';

/** Tells who made a key, and every owner: a key goes on where a session ends. In the transaction that makes it. */
export async function tellOfApiKey(tx: Tx, mails: MailStore, key: NewApiKey): Promise<void> {
  const { organizationId, createdBy, name, createdAt } = key;
  const people = await ownersAnd(tx, organizationId, [createdBy]);
  const by = people.find(({ user }) => user.id === createdBy)?.user.name ?? '';
  for (const person of people)
    await mails.queueNotice(tx, person, { kind: 'api_key_made', name, by }, createdAt);
}
