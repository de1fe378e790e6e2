import { dayAndTime, type MailText } from './mails.ts';
import { greeting } from './readable-name.ts';

type Facts = { name: string; publicUrl: string; token: string; expiresAt: Date };

/** Carries the token that proves an address; sent to that address only. */
export function verificationMail({ name, publicUrl, token, expiresAt }: Facts): MailText {
  return {
    subject: 'Prove your address',
    text: [
      greeting(name),
      'somebody, hopefully you, made an account with this address. Until you prove that the address is yours, the account holds drafts and no more.',
      ...tokenLines(
        token,
        expiresAt,
        `POST ${publicUrl}/api/auth/verify-email`,
        'Send it with the password that you chose',
      ),
      `It is described at ${publicUrl}/docs. Refresh your token afterwards, or sign in again.`,
      'If you made no account, ignore this mail: nobody can do anything in your name. If you want one, register yourself: you get a mail of your own.',
    ].join('\n\n'),
  };
}

/** Tells the owner of an address that somebody named it. Holds no token: the account that was made can never have the address. */
export function addressNamedMail({ name, publicUrl }: Pick<Facts, 'name' | 'publicUrl'>): MailText {
  return {
    subject: 'Somebody tried to register with your address',
    text: [
      greeting(name),
      'somebody wanted to use this address for an account. You have one already, and it stays as it is.',
      `If it was you and you forgot your password, ask for a new one: POST ${publicUrl}/api/auth/forgot-password (described at ${publicUrl}/docs).`,
      'If it was not you, there is nothing to do.',
    ].join('\n\n'),
  };
}

/** Carries the token with which a password can be chosen anew; sent to the account's address only. */
export function resetMail({ name, publicUrl, token, expiresAt }: Facts): MailText {
  return {
    subject: 'Choose a new password',
    text: [
      greeting(name),
      'somebody, hopefully you, asked for a new password for your account.',
      ...tokenLines(
        token,
        expiresAt,
        `POST ${publicUrl}/api/auth/reset-password`,
        'Send it with the new one',
      ),
      'It ends all your sessions. A second factor that you have is still asked for when you sign in.',
      'If you did not ask, ignore this mail: your password stays as it is.',
    ].join('\n\n'),
  };
}

/** Carries the token that makes an address the account's; sent to the new address only. */
export function newAddressMail({ name, publicUrl, token, expiresAt }: Facts): MailText {
  return {
    subject: 'Confirm your new address',
    text: [
      greeting(name),
      'somebody, hopefully you, asked to make this the address of their account.',
      ...tokenLines(token, expiresAt, `POST ${publicUrl}/api/auth/confirm-address`, 'Send it'),
      'Until then the account keeps its old address. If you did not ask, ignore this mail.',
    ].join('\n\n'),
  };
}

const tokenLines = (token: string, expiresAt: Date, route: string, what: string): string[] => [
  `Your token, good once and until ${dayAndTime(expiresAt)}; a newer mail replaces it:`,
  token,
  `${what} to\n${route}`,
];
