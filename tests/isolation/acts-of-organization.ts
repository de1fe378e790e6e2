import { until } from '../../client/testing/until.ts';
import { asked, type Act, type World } from './acts.ts';

type Made = { id: string };
type Listed = { data: (Made & { email?: string; status?: string })[] };
const SECRET_PATH = '/services/T0CANARY/B0CANARY/aCanaryOfAWebhook';

/** What an owner does for their organisation: whom and what it lets in, what leaves it, what its reports rest on. */
export function actsOfOrganization(world: () => World): Act[] {
  const ask = async <B>(method: string, path: string, body?: unknown) =>
    asked<B>(world().alice, method, path, body);
  const made: Record<string, string> = {};
  const keep = async (name: string, asking: Promise<Made>) => (made[name] = (await asking).id);
  const key = { secret: '' };
  const login = async (path: string) => {
    const body = path.endsWith('rotate') ? {} : { name: 'Grafana' };
    const {
      login: { id },
      password,
    } = await ask<{ login: Made; password: string }>('POST', path, body);
    made['login'] = id;
    world().secrets.push(password);
  };
  const csv = 'Day,Campaign,Currency code,Impr.,Clicks,Cost\n2026-11-20,"Taken back",USD,10,7,1.00\n';
  const ended = (id: string, status: string) =>
    until(
      () => ask<Listed>('GET', '/api/analytics/imports'),
      ({ data }) => data.some((one) => one.id === id && one.status === status),
    );
  const times = { weekdays: [1], time: '08:00', timeZone: 'Europe/Berlin' };
  return [
    {
      action: 'auth.invitation_withdrawn',
      before: () =>
        keep('invitation', ask('POST', '/api/invitations', { email: 'h@example.test', role: 'viewer' })),
      act: () => ask('DELETE', `/api/invitations/${made['invitation']}`),
    },
    {
      action: 'auth.api_key_created',
      act: async () => {
        const { apiKey, key: secret } = await ask<{ apiKey: Made; key: string }>('POST', '/api/api-keys', {
          name: 'to be revoked',
          role: 'viewer',
        });
        world().secrets.push((key.secret = secret));
        made['key'] = apiKey.id;
      },
    },
    { action: 'auth.api_key_revoked', act: () => ask('DELETE', `/api/api-keys/${made['key']}`) },
    {
      action: 'auth.api_key_refused',
      actor: () => `api-key:${made['key']}`,
      act: async () => {
        const { status } = await world().http.as(key.secret).get('/api/campaigns');
        if (status !== 401) throw new Error(`a revoked key got ${status}`);
      },
    },
    ...['self_with_step_up', 'two_people'].map((approvalPolicy) => ({
      action: 'auth.approval_policy_changed',
      act: () => ask('PATCH', '/api/organization', { approvalPolicy }),
    })),
    { action: 'auth.audit_exported', act: () => ask('GET', '/api/audit-events/export') },
    {
      action: 'alert_webhook.added',
      act: async () => {
        world().secrets.push(SECRET_PATH);
        const body = { kind: 'slack', name: 'Ads', url: `https://hooks.slack.com${SECRET_PATH}` };
        await keep('webhook', ask('POST', '/api/analytics/alert-webhooks', body));
      },
    },
    {
      action: 'alert_webhook.removed',
      act: () => ask('DELETE', `/api/analytics/alert-webhooks/${made['webhook']}`),
    },
    { action: 'sql_login.created', act: () => login('/api/analytics/sql-logins') },
    { action: 'sql_login.rotated', act: () => login(`/api/analytics/sql-logins/${made['login']}/rotate`) },
    { action: 'sql_login.revoked', act: () => ask('DELETE', `/api/analytics/sql-logins/${made['login']}`) },
    {
      action: 'import.committed',
      act: async () => {
        const { body } = await world().alice.post<Made>(
          '/api/analytics/imports?platform=google-ads',
          undefined,
          {
            raw: csv,
            headers: { 'content-type': 'text/csv' },
          },
        );
        await ended((made['import'] = body.id), 'succeeded');
      },
    },
    {
      action: 'import.undo_requested',
      act: async () => {
        await ask('POST', `/api/analytics/imports/${made['import']}/undo`);
        await ended(made['import'] ?? '', 'undone');
      },
    },
    {
      action: 'report_schedule.created',
      act: async () => {
        const { user } = await ask<{ user: Made }>('GET', '/api/auth/me');
        const body = { name: 'Weekly', report: { groupBy: ['platform'] }, ...times, recipients: [user.id] };
        await keep('schedule', ask('POST', '/api/analytics/schedules', body));
      },
    },
    {
      action: 'report_schedule.changed',
      act: () => ask('PATCH', `/api/analytics/schedules/${made['schedule']}`, { weekdays: [1, 4] }),
    },
    {
      action: 'report_schedule.deleted',
      act: () => ask('DELETE', `/api/analytics/schedules/${made['schedule']}`),
    },
    {
      action: 'alerts.subscribed',
      act: () => ask('PUT', '/api/analytics/alert-subscription', { mail: true }),
    },
    {
      action: 'alerts.unsubscribed',
      act: () => ask('PUT', '/api/analytics/alert-subscription', { mail: false }),
    },
  ];
}
