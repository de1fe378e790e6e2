import { expect, it } from 'vitest';
import { noticeMail, type Notice } from './notices.ts';

const facts = { name: 'Ada', organizationName: 'Analytical Engines', at: new Date('2026-11-27T20:46:30Z') };

const notices: [Notice, string][] = [
  [{ kind: 'new_device', userAgent: 'curl/8', address: '192.0.2.7' }, '192.0.2.7'],
  [{ kind: 'password_changed' }, 'password was changed'],
  [
    {
      kind: 'alerts_opened',
      count: 3,
      alerts: [{ campaign: 'Spring', message: 'At least 12.50 USD of www.example.com are spent.' }],
    },
    '- "Spring": At least 12.50 USD of www. example. com are spent.\n- and 2 more.',
  ],
  [
    { kind: 'address_changed', from: 'a@example.com', to: 'b@example.com' },
    'from a@example.com to b@example.com',
  ],
  [{ kind: 'factor_added', factor: 'The passkey "laptop"' }, 'The passkey "laptop" was added'],
  [{ kind: 'factor_removed', factor: 'An authenticator app' }, 'An authenticator app was removed'],
  [{ kind: 'recovery_codes_made' }, 'new recovery codes'],
  [{ kind: 'recovery_code_used', left: 3 }, '3 are left'],
  [{ kind: 'role_changed', role: 'analyst' }, 'is analyst from now on'],
  [{ kind: 'role_changed', role: null }, 'no longer a member'],
  [
    { kind: 'member_role_changed', person: 'Grace', by: 'Ben', role: 'admin' },
    'the role of Grace in Analytical Engines is admin from now on. It was changed by Ben.',
  ],
  [
    { kind: 'member_role_changed', person: 'Grace', by: 'Ben', role: null },
    'Grace is no longer a member of Analytical Engines. The removal was made by Ben.',
  ],
  [
    { kind: 'approval_policy_changed', from: 'two_people', to: 'self_with_step_up', by: 'Ben' },
    'Ben changed who approves campaigns in Analytical Engines: before, two people, of whom one has neither written nor submitted ' +
      'the version; from now on, one person alone, who confirms it with a second factor.',
  ],
  [{ kind: 'api_key_made', name: 'sync', by: 'Ben' }, '"sync" was made in Analytical Engines by Ben.'],
  [
    { kind: 'sql_login_made', name: 'BI', by: 'Ben' },
    'the SQL login "BI", by which a tool reads every figure of Analytical Engines, was made by Ben.',
  ],
  [{ kind: 'sql_login_renewed', name: 'BI', by: 'Ben' }, 'was given a new password by Ben.'],
  [
    { kind: 'alert_webhook_added', name: 'Ads', by: 'Ben' },
    'the webhook "Ads", to which alerts of Analytical',
  ],
  [
    { kind: 'ad_accounts_connected', platform: 'google-ads', names: ['Shop'], count: 1, by: 'Ben' },
    'the ad account "Shop" (Google Ads) was connected to Analytical Engines by Ben.',
  ],
  [
    { kind: 'ad_accounts_connected', platform: 'linkedin-ads', names: ['Shop', 'Blog'], count: 5, by: 'Ben' },
    'the ad accounts "Shop", "Blog" and 3 more (LinkedIn Ads) were connected to Analytical Engines by Ben.',
  ],
];

it.each(notices)('a notice says who is told, what happened and when: %o', (notice, words) => {
  const { text } = noticeMail(notice, facts);
  expect(text).toContain('Hello Ada,');
  expect(text).toContain(words);
  expect(text).toContain('2026-11-27 20:46 UTC');
});
