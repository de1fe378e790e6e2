import type { ApprovalPolicy } from '../../../../contracts/auth/identity.ts';
import type { Reader } from '../../../../contracts/auth/notices.ts';
import { movesMoney, type Role } from '../../../../contracts/permissions.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { PLATFORM_NAMES } from '../../../../rules/words.ts';
import { dayAndTime, type MailText } from './mails.ts';
import { factorIn, greeting, organizationIn, personIn, quoted } from './readable-name.ts';
import { unlinked } from './unlinked.ts';

/** What a person is told about their account, whoever did it: a change they did not make is how they learn of a thief. */
export type Notice =
  | { kind: 'new_device'; userAgent: string; address: string }
  | { kind: 'password_changed' }
  | { kind: 'address_wished'; to: string }
  | { kind: 'address_changed'; from: string; to: string }
  | { kind: 'factor_added'; factor: string }
  | { kind: 'factor_after_recovery'; person: string }
  | { kind: 'factor_removed'; factor: string }
  | { kind: 'factor_loss_reported'; person: string; dueAt: Date }
  | { kind: 'factors_taken_away' }
  | { kind: 'factors_of_unproved_ended' }
  | { kind: 'recovery_codes_made' }
  | { kind: 'recovery_code_used'; left: number }
  | { kind: 'role_changed'; role: Role | null }
  | { kind: 'member_role_changed'; person: string; by: string; role: Role | null }
  | { kind: 'member_joined'; person: string; address: string; role: Role }
  | { kind: 'approval_policy_changed'; from: ApprovalPolicy; to: ApprovalPolicy; by: string }
  | { kind: 'api_key_made' | Reader; name: string; by: string }
  | { kind: 'alerts_opened'; count: number; alerts: readonly { campaign: string; message: string }[] }
  | AccountsConnected;
/** One consent at a platform may connect many ad accounts: some are named, and it is said how many there are. */
type AccountsConnected = {
  kind: 'ad_accounts_connected';
  platform: Platform;
  names: readonly string[];
  count: number;
  by: string;
};

type Facts = { name: string; organizationName: string; at: Date };

/** The mail of a notice. No text holds a link that signs in or undoes something: mails are forwarded. */
export function noticeMail(notice: Notice, { name, organizationName, at }: Facts): MailText {
  const [subject, sentence, advice = OWN_ACCOUNT] = wordsOf(notice, organizationIn(organizationName));
  return {
    subject,
    text: [greeting(name), `${sentence} It happened on ${dayAndTime(at)}.`, advice].join('\n\n'),
  };
}

const OWN_ACCOUNT =
  'If this was not you, change your password, end your other sessions and tell an owner of your organisation.';
const OWN_ROLE = 'If you did not expect this, ask an owner of the organisation.';
const ORGANIZATION =
  'If nobody of your organisation should have done this, undo it, and end the sessions of whose account it was.';

/** The subject, what happened, and what to do about it. */
type Words = readonly [subject: string, sentence: string, advice?: string];
type WordsOf<K extends Notice['kind']> = (
  notice: Extract<Notice, { kind: K }>,
  organizationName: string,
) => Words;

const POLICIES: Readonly<Record<ApprovalPolicy, string>> = {
  two_people: 'two people, of whom one has neither written nor submitted the version',
  self_with_step_up: 'one person alone, who confirms it with a second factor',
};

const WORDS: { readonly [K in Notice['kind']]: WordsOf<K> } = {
  new_device: ({ address, userAgent }) => [
    'A new device signed in to your account',
    `a device that we did not know signed in, from ${address} (${unlinked(userAgent)}).`,
  ],
  password_changed: () => ['Your password was changed', 'your password was changed.'],
  address_wished: ({ to }) => [
    'Another address is asked for your account',
    `somebody who knows your password asked to change the address of your account to ${to}. It changes when the link that was mailed there is used; ending all other sessions takes it back.`,
  ],
  address_changed: ({ from, to }) => [
    'The address of your account was changed',
    `the address of your account was changed from ${from} to ${to}.`,
  ],
  factor_added: ({ factor }) => [
    'A second factor was added',
    `${factorIn(factor)} was added to your account.`,
  ],
  factor_after_recovery: ({ person }, organizationName) => [
    `A member of ${organizationName} has a new second factor`,
    `${personIn(person)} added a second factor after the password was reset by mail, or every earlier factor was lost. Ask them ` +
      'whether it was they: whoever has stolen their mailbox could have done the same.',
    ORGANIZATION,
  ],
  factor_removed: ({ factor }) => [
    'A second factor was removed',
    `${factorIn(factor)} was removed from your account.`,
  ],
  factor_loss_reported: ({ person, dueAt }) => [
    'Somebody says to have lost every second factor',
    `somebody with the password of ${personIn(person)} says that every second factor of that account is lost. The factors will be taken ` +
      `away after ${dayAndTime(dueAt)}. The person stops this by signing in; so does who administers the organisation.`,
  ],
  factors_taken_away: () => [
    'Your second factors were taken away',
    'every second factor of your account was reported as lost and taken away; all your sessions have ended.',
  ],
  factors_of_unproved_ended: () => [
    'Second factors were taken off your account',
    'with your new password, every second factor was taken off your account that had been added before this address was proved: ' +
      'nobody knows who added it. Add one of your own.',
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
    OWN_ROLE,
  ],
  member_role_changed: ({ person, by, role }, organizationName) => [
    `A role in ${organizationName} was changed`,
    role
      ? `the role of ${personIn(person)} in ${organizationName} is ${role} from now on. It was changed by ${personIn(by)}.`
      : `${personIn(person)} is no longer a member of ${organizationName}. The removal was made by ${personIn(by)}.`,
    role
      ? ORGANIZATION
      : `${ORGANIZATION} Their API keys and SQL logins end with it; webhooks that they added stay: look through them.`,
  ],
  member_joined: ({ person, address, role }, organizationName) => [
    movesMoney(role)
      ? `A new member of ${organizationName} may spend`
      : `${organizationName} has a new member who may read`,
    `${personIn(person)} (${unlinked(address)}) was invited to ${organizationName} and joined as ${role}. ` +
      (movesMoney(role)
        ? 'This role takes part in writing, approving and publishing campaigns.'
        : 'This role sees the campaigns and their figures.'),
    ORGANIZATION,
  ],
  approval_policy_changed: ({ from, to, by }, organizationName) => [
    `Who may approve campaigns in ${organizationName} was changed`,
    `${personIn(by)} changed who approves campaigns in ${organizationName}: before, ${POLICIES[from]}; from now on, ${POLICIES[to]}.`,
    ORGANIZATION,
  ],
  api_key_made: ({ name, by }, organizationName) => [
    `An API key of ${organizationName} was made`,
    `the API key ${quoted(name)} was made in ${organizationName} by ${personIn(by)}.`,
    ORGANIZATION,
  ],
  sql_login_made: ({ name, by }, organizationName) => [
    `A SQL login of ${organizationName} was made`,
    `the SQL login ${quoted(name)}, by which a tool reads every figure of ${organizationName}, was made by ${personIn(by)}. It ends ` +
      'when they may not make one any more.',
    ORGANIZATION,
  ],
  sql_login_renewed: ({ name, by }, organizationName) => [
    `A SQL login of ${organizationName} has a new password`,
    `the SQL login ${quoted(name)}, by which a tool reads every figure of ${organizationName}, was given a new password by ` +
      `${personIn(by)}. It ends when they may not make one any more.`,
    ORGANIZATION,
  ],
  alert_webhook_added: ({ name, by }, organizationName) => [
    `Alerts of ${organizationName} are posted to one more place`,
    `the webhook ${quoted(name)}, to which alerts of ${organizationName} are posted from now on, was added by ${personIn(by)}. It ` +
      'stays until somebody removes it, whoever leaves.',
    ORGANIZATION,
  ],
  alerts_opened: ({ count, alerts }, organizationName) => [
    count === 1
      ? `A campaign of ${organizationName} needs a look`
      : `${count} alerts about campaigns of ${organizationName}`,
    `the figures of campaigns of ${organizationName} show what somebody should look at:\n\n` +
      alerts.map(({ campaign, message }) => `- ${quoted(campaign)}: ${unlinked(message)}`).join('\n') +
      (count > alerts.length ? `\n- and ${count - alerts.length} more.` : '') +
      '\n\nThe alerts were opened by the rules of your organisation; what is not known is said with each of them in the product.',
    'You get this mail because you asked for it; you end it in the product, where the alerts are.',
  ],
  ad_accounts_connected: ({ platform, names, count, by }, organizationName) => [
    `${count === 1 ? 'An ad account was' : 'Ad accounts were'} connected to ${organizationName}`,
    `${accountsIn(names, count)} (${PLATFORM_NAMES[platform]}) ${count === 1 ? 'was' : 'were'} connected to ` +
      `${organizationName} by ${personIn(by)}.`,
    ORGANIZATION,
  ],
};

/** `the ad account "Shop"`, `the ad accounts "Shop", "Blog" and 3 more` */
function accountsIn(names: readonly string[], count: number): string {
  const more = count > names.length ? ` and ${count - names.length} more` : '';
  return `the ad ${count === 1 ? 'account' : 'accounts'} ${names.map(quoted).join(', ')}${more}`;
}

/** TypeScript cannot see that a notice and its entry are of the same kind. */
const wordsOf = (notice: Notice, organizationName: string): Words =>
  (WORDS[notice.kind] as (notice: Notice, organizationName: string) => Words)(notice, organizationName);
