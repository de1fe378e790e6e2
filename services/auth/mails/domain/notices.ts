import type { Role } from '../../../../contracts/permissions.ts';
import { dayAndTime, type MailText } from './mails.ts';

/** What a person is told about their account, whoever did it: a change they did not make is how they learn of a thief. */
export type Notice =
  | { kind: 'new_device'; userAgent: string; address: string }
  | { kind: 'password_changed' }
  | { kind: 'address_changed'; from: string; to: string }
  | { kind: 'factor_added'; factor: string }
  | { kind: 'factor_removed'; factor: string }
  | { kind: 'factor_loss_reported'; person: string; dueAt: Date }
  | { kind: 'factors_taken_away' }
  | { kind: 'recovery_codes_made' }
  | { kind: 'recovery_code_used'; left: number }
  | { kind: 'role_changed'; role: Role | null }
  | { kind: 'api_key_made'; name: string }
  | { kind: 'ad_account_connected'; platform: string; name: string };

type Facts = { name: string; organizationName: string; at: Date };

/** The mail of a notice. No text holds a link that signs in or undoes something: mails are forwarded. */
export function noticeMail(notice: Notice, { name, organizationName, at }: Facts): MailText {
  const [subject, sentence] = wordsOf(notice, organizationName);
  return {
    subject,
    text: [
      `Hello ${name},`,
      `${sentence} It happened on ${dayAndTime(at)}.`,
      'If this was not you, change your password, end your other sessions and tell an owner of your organisation.',
    ].join('\n\n'),
  };
}

/** The subject and what happened. */
type Words = readonly [subject: string, sentence: string];
type WordsOf<K extends Notice['kind']> = (
  notice: Extract<Notice, { kind: K }>,
  organizationName: string,
) => Words;

const WORDS: { readonly [K in Notice['kind']]: WordsOf<K> } = {
  new_device: ({ address, userAgent }) => [
    'A new device signed in to your account',
    `a device that we did not know signed in, from ${address} (${userAgent}).`,
  ],
  password_changed: () => ['Your password was changed', 'your password was changed.'],
  address_changed: ({ from, to }) => [
    'The address of your account was changed',
    `the address of your account was changed from ${from} to ${to}.`,
  ],
  factor_added: ({ factor }) => ['A second factor was added', `${factor} was added to your account.`],
  factor_removed: ({ factor }) => ['A second factor was removed', `${factor} was removed from your account.`],
  factor_loss_reported: ({ person, dueAt }) => [
    'Somebody says to have lost every second factor',
    `somebody with the password of ${person} says that every second factor of that account is lost. The factors will be taken ` +
      `away after ${dayAndTime(dueAt)}. ${person} stops this by signing in; so does who administers the organisation.`,
  ],
  factors_taken_away: () => [
    'Your second factors were taken away',
    'every second factor of your account was reported as lost and taken away; all your sessions have ended.',
  ],
  recovery_codes_made: () => [
    'New recovery codes were made',
    'new recovery codes were made for your account; older ones are no longer accepted.',
  ],
  recovery_code_used: ({ left }) => [
    'A recovery code was used',
    `a recovery code of your account was used; ${left} are left.`,
  ],
  role_changed: ({ role }, organizationName) => [
    `Your role in ${organizationName} was changed`,
    role
      ? `your role in ${organizationName} is ${role} from now on.`
      : `you are no longer a member of ${organizationName}.`,
  ],
  api_key_made: ({ name }, organizationName) => [
    `An API key of ${organizationName} was made`,
    `the API key "${name}" was made in ${organizationName}.`,
  ],
  ad_account_connected: ({ platform, name }, organizationName) => [
    `An ad account was connected to ${organizationName}`,
    `the ad account "${name}" (${platform}) was connected to ${organizationName}.`,
  ],
};

/** TypeScript cannot see that a notice and its entry are of the same kind. */
const wordsOf = (notice: Notice, organizationName: string): Words =>
  (WORDS[notice.kind] as (notice: Notice, organizationName: string) => Words)(notice, organizationName);
