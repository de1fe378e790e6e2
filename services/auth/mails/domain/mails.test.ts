import { describe, expect, it } from 'vitest';
import { invitationMail, reuseMail, welcomeMail } from './mails.ts';

const person = { name: 'Ada', organizationName: 'Acme' };

describe('a mail', () => {
  it('greets a new person by name and says where the documentation is', () => {
    const { subject, text } = welcomeMail({ ...person, publicUrl: 'https://sip.example' });
    expect(subject).toBe('Welcome to Acme');
    expect(text.split('\n\n')).toEqual([
      'Hello Ada,',
      'your account is ready, and you are a member of Acme.',
      'The documentation of the interface is at https://sip.example/docs.',
      'If you did not create this account, answer this mail and tell us.',
    ]);
  });

  it.each([
    ['admin', 'an admin'],
    ['viewer', 'a viewer'],
  ] as const)(
    'invites as %s with the token on a line of its own and the minute at which it ends',
    (role, words) => {
      const { subject, text } = invitationMail({
        inviterName: 'Ada',
        organizationName: 'Acme',
        role,
        token: 'tok-123',
        expiresAt: new Date('2026-12-01T08:05:59.000Z'),
        publicUrl: 'https://sip.example',
      });
      expect(subject).toBe('Ada invites you to Acme');
      expect(text.split('\n\n')).toEqual([
        'Hello,',
        `Ada invites you to join Acme as ${words}.`,
        'Your invitation token, good once and for 7 days from when this mail was sent:',
        'tok-123',
        expect.stringContaining('\nPOST https://sip.example/api/invitations/accept\n'),
        'If you do not know the sender, ignore this mail: nothing happens without the token.',
      ]);
    },
  );

  it('tells when an old token came back and that only this session ended', () => {
    const { subject, text } = reuseMail({ ...person, at: new Date('2026-11-27T09:00:00.000Z') });
    expect(subject).toBe('We ended one of your sessions');
    const [greeting, what, done, advice] = text.split('\n\n');
    expect(greeting).toBe('Hello Ada,');
    expect(what).toMatch(/^on 2026-11-27 09:00 UTC a sign-in token .* used again in Acme\./);
    expect(done).toMatch(/ended that session\..*your other sessions go on\.$/);
    expect(advice).toContain('change your password');
  });
});
