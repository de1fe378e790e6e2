import type { User } from '../../../contracts/auth/identity.ts';
import { networkOf } from '../../../lib/network-address.ts';
import type { Tx } from '../../../storage/database.ts';
import { currentOrigin } from '../../../storage/origin.ts';
import type { AuthDeps } from '../deps.ts';
import { MAIL_LIMITS } from '../mails/domain/mail-limit.ts';
import { mailboxOf } from '../mails/domain/mail-slot.ts';
import type { MailText } from '../mails/domain/mails.ts';
import { takeMail } from '../mails/mail-counts.ts';
import { UNKNOWN_ID } from '../trail/store.ts';
import { transactionIn } from '../transaction.ts';
import { expiryOf, type TokenPurpose } from './domain/mailed-tokens.ts';
import { newMailedToken } from './mailed-token.ts';

type TokenMail = (facts: { name: string; publicUrl: string; token: string; expiresAt: Date }) => MailText;
/** A token for a person, to be mailed to an address. */
export type TokenOrder = {
  email: string;
  /** Whom the token is for; nobody, where the address must not get one. */
  user: Pick<User, 'id' | 'name'> | undefined;
  purpose: TokenPurpose;
  mail: TokenMail;
  /** What the address is told when the token is for nobody; nothing, where it is left out. */
  otherwise?: MailText | undefined;
  /** What has to hold until the token is saved. @throws what refuses it */
  require?: (tx: Tx) => Promise<void>;
  /** The network address that the request came from, where it is not that of the running request. */
  asker?: string | undefined;
  now: Date;
};

/**
 * Makes a token and mails it. The same statements are run, and the same is sealed and queued, when the token is for nobody or
 * the address has had its mails of this hour: so neither answer nor time tells who has an account.
 * @param organizationId in whose scope the transaction is, and in whose name the mail is sent
 */
export async function queueToken(
  deps: AuthDeps,
  tx: Tx,
  organizationId: string,
  order: TokenOrder,
): Promise<void> {
  const { email, user, purpose, mail, otherwise, now } = order;
  await order.require?.(tx);
  const allowed = await takeMail(tx, MAIL_LIMITS.account, countedAs(order), now);
  const token = newMailedToken();
  // a mail that is not sent must not make the token of the one before it invalid
  const userId = allowed && user ? user.id : UNKNOWN_ID;
  await deps.accounts.mailedTokens.save(tx, { token, purpose, userId, email, now });
  const facts = { name: user?.name ?? 'nobody', publicUrl: deps.publicUrl, token };
  const text = mail({ ...facts, expiresAt: expiryOf(purpose, now) });
  const to = allowed && (user ?? otherwise) ? email : null;
  await deps.mails.queueText(tx, organizationId, to, user ? text : (otherwise ?? text), now);
}

/**
 * Mails to a mailbox are counted by the network that asks for them: so a stranger, who asks from another one, does not use up what
 * the person of the address may ask for. What is mailed to nobody is counted apart, and takes none of an address either.
 */
function countedAs({ email, user, otherwise, asker }: TokenOrder): string {
  const network = asker ?? currentOrigin()?.address;
  const mailbox = mailboxOf(email);
  const mailed = (user ?? otherwise) ? mailbox : `nobody ${mailbox}`;
  return network === undefined ? mailed : `${mailed} ${networkOf(network)}`;
}

/** The same, in a transaction of its own. */
export async function sendToken(deps: AuthDeps, order: TokenOrder): Promise<void> {
  await transactionIn(deps.database, UNKNOWN_ID, (tx) => queueToken(deps, tx, UNKNOWN_ID, order));
}
