import type { Role } from '../../../../contracts/permissions.ts';
import { greeting, organizationIn, personIn } from './readable-name.ts';

/** What a mail has beside its text, when it has more. */
export type MailParts = { html: string; file: { name: string; type: string; content: string } };
export type MailText = { subject: string; text: string; parts?: MailParts };

/** What an invitation's mail says. */
export type InvitationFacts = {
  inviterName: string;
  organizationName: string;
  role: Role;
  token: string;
  expiresAt: Date;
};

/** Greets a new person. */
export function welcomeMail(person: { name: string; organizationName: string; publicUrl: string }): MailText {
  return {
    subject: `Welcome to ${organizationIn(person.organizationName)}`,
    text: [
      greeting(person.name),
      `your account is ready, and you are a member of ${organizationIn(person.organizationName)}.`,
      `The documentation of the interface is at ${person.publicUrl}/docs.`,
      'If you did not create this account, answer this mail and tell us.',
    ].join('\n\n'),
  };
}

/** Carries the token that lets its reader join; sent to the invited address only. */
export function invitationMail(invitation: InvitationFacts & { publicUrl: string }): MailText {
  const { publicUrl } = invitation;
  const inviter = personIn(invitation.inviterName);
  const organization = organizationIn(invitation.organizationName);
  return {
    subject: `${inviter} invites you to ${organization}`,
    text: [
      'Hello,',
      `${inviter} invites you to join ${organization} as ${withArticle(invitation.role)}.`,
      'Your invitation token, good once and for 7 days from when this mail was sent:',
      invitation.token,
      `To join, send it with a password, and with your name if you have no account yet, to\nPOST ${publicUrl}/api/invitations/accept\n(described at ${publicUrl}/docs).`,
      'If you do not know the sender, ignore this mail: nothing happens without the token.',
    ].join('\n\n'),
  };
}

/** Warns that a refresh token was used a second time: by a thief, or by a program with a fault. */
export function reuseMail(person: { name: string; organizationName: string; at: Date }): MailText {
  return {
    subject: 'We ended one of your sessions',
    text: [
      greeting(person.name),
      `on ${dayAndTime(person.at)} a sign-in token that had been used before was used again in ${organizationIn(person.organizationName)}. That can be a fault of a program, or somebody who has copied the token.`,
      'To be safe we ended that session. Please sign in again; your other sessions go on.',
      'If this happens more than once, change your password.',
    ].join('\n\n'),
  };
}

const withArticle = (role: Role) => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`;
/** An instant as mails write it, to the minute. */
export const dayAndTime = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
