import { startMail, type MailServer } from '@sip/ad-sandbox/mail/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../../client/testing/until.ts';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { type Schedule, scheduleContracts } from '../../../contracts/analytics/schedules.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { addDays, dayOf } from '../../../lib/time.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { mailsTo } from '../../auth/tests/mailbox.ts';
import { colleagueOf, inTable, type Signed, signUp } from '../../auth/tests/people.ts';
import { type AnalyticsStack, metricRow, startAnalytics } from './campaign-stand-in.ts';

let inbox: MailServer;
let stack: AnalyticsStack;
let owner: Signed;
let analyst: Signed;

beforeAll(async () => {
  inbox = await startMail();
  stack = await startAnalytics({
    services: ['auth', 'analytics'],
    env: { SMTP_URL: inbox.smtpUrl, REPORT_SCHEDULES_PER_ORGANIZATION: '3' },
  });
});
afterAll(async () => {
  await stack.stop();
  await inbox.close();
});
beforeEach(async () => {
  owner = await signUp(stack);
  analyst = await colleagueOf(stack, owner, 'analyst');
});

const sql = <Row extends object>(text: string, values: unknown[] = []) =>
  asAdministrator<Row>(stack.databases.adminUrl('analytics'), text, values);
const times = { weekdays: [1, 2, 3, 4, 5, 6, 7], time: '08:00', timeZone: 'Europe/Berlin' };
const make = (recipients: string[], change: object = {}, as: Signed = owner): Promise<Schedule> =>
  stack.call(
    scheduleContracts.createSchedule,
    { name: 'Weekly', report: {}, ...times, recipients, ...change },
    as,
  );
const found = async (id: string, as: Signed = owner) => {
  const { data } = await stack.call(scheduleContracts.schedules, {}, as);
  return data.find((schedule) => schedule.id === id);
};
/** Has the next turn be due now, and waits until it has ended. */
async function nextTurn(id: string): Promise<Schedule['last']> {
  const before = (await found(id))?.last?.at;
  await sql(
    `UPDATE pgboss.job SET start_after = now() WHERE name = 'analytics.sendReport' AND data->>'scheduleId' = $1`,
    [id],
  );
  const after = await until(
    () => found(id),
    (schedule) => schedule?.last?.at !== before,
  );
  return after?.last ?? null;
}
const reportsTo = async ({ user }: Signed) =>
  (await mailsTo(stack, inbox, user.email)).filter(({ subject }) => subject.startsWith('Report'));

describe('a scheduled report', () => {
  it('is mailed to members with a chart, a file and how new it is, and again at the next time', async () => {
    const campaignId = stack.campaigns.add(owner.organization.id, { name: '<b>Spring</b> & =1+1' });
    const yesterday = addDays(dayOf(new Date()), -1);
    const rows = [metricRow(campaignId, yesterday), metricRow(campaignId, addDays(yesterday, -2))];
    await stack.call(factContracts.ingest, { rows }, owner);
    const { id } = await make([owner.user.id, analyst.user.id]);
    expect(await nextTurn(id)).toMatchObject({ mailedTo: 2, error: null });
    const [mail, ...more] = await reportsTo(analyst);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('Report "Weekly"');
    expect(mail?.text).toContain('Cost: 50');
    expect(mail?.text).toMatch(/Figures as told until \d{4}-\d\d-\d\d; they last changed on .* UTC/);
    expect(mail?.text).toContain(`PUT http`);
    expect(mail?.html).toContain('&lt;b&gt;Spring&lt;/b&gt; &amp; =1+1');
    expect(mail?.html).not.toContain('<b>Spring');
    expect(mail?.html).toMatch(/<div style="background:#[0-9a-f]+;height:12px;width:120px">/);
    expect(mail?.files).toMatchObject([{ type: 'text/csv' }]);
    expect(mail?.files?.[0]?.text).toMatch(/^\uFEFFCampaign ID,Campaign,/);
    expect(mail?.files?.[0]?.text).toContain('<b>Spring</b> & =1+1');
    await nextTurn(id);
    expect(await reportsTo(owner)).toHaveLength(2);
  });

  it('says that nothing is known where nothing was ever told', async () => {
    const { id } = await make([owner.user.id]);
    await nextTurn(id);
    const [mail] = await reportsTo(owner);
    expect(mail?.text).toContain('nothing is known: this is not the same as zero');
    expect(mail?.html).toContain('nothing is known');
  });

  it('is mailed once by a node that died after it was mailed, and before that was noted', async () => {
    const { id } = await make([owner.user.id]);
    const [before] = await sql<{ mail_id: string; turn: number }>(
      'SELECT mail_id, turn FROM report_schedules WHERE id = $1',
      [id],
    );
    await nextTurn(id);
    // as it was at the moment of the death: the turn had not ended, and its job comes again
    await sql('UPDATE report_schedules SET turn = $2, mail_id = $3 WHERE id = $1', [
      id,
      before?.turn,
      before?.mail_id,
    ]);
    await sql(
      `UPDATE pgboss.job SET data = jsonb_set(data, '{turn}', to_jsonb($2::int))
      WHERE name = 'analytics.sendReport' AND state = 'created' AND data->>'scheduleId' = $1`,
      [id, before?.turn],
    );
    expect(await nextTurn(id)).toMatchObject({ mailedTo: 1 });
    expect(await reportsTo(owner)).toHaveLength(1);
    await nextTurn(id);
    expect(await reportsTo(owner)).toHaveLength(2);
  });

  it('goes on without who was removed, and without who does not want it; nobody else says that for them', async () => {
    const viewer = await colleagueOf(stack, owner, 'viewer');
    const { id } = await make([owner.user.id, analyst.user.id, viewer.user.id]);
    await stack.call(scheduleContracts.subscribeToSchedule, { id, subscribed: false }, viewer);
    await stack.call(memberContracts.removeMember, { userId: analyst.user.id }, owner);
    await stack.call(scheduleContracts.updateSchedule, { id, name: 'Renamed' }, owner);
    expect((await found(id))?.recipients).toContainEqual({ userId: viewer.user.id, subscribed: false });
    expect(await nextTurn(id)).toMatchObject({ mailedTo: 1 });
    expect([await reportsTo(analyst), await reportsTo(viewer)]).toEqual([[], []]);
    expect(await reportsTo(owner)).toMatchObject([{ subject: 'Report "Renamed"' }]);
    await stack.call(scheduleContracts.subscribeToSchedule, { id, subscribed: true }, viewer);
    expect(await nextTurn(id)).toMatchObject({ mailedTo: 2 });
    const stranger = await signUp(stack);
    for (const as of [stranger, await colleagueOf(stack, owner, 'viewer')]) {
      const asked = stack.call(scheduleContracts.subscribeToSchedule, { id, subscribed: true }, as);
      await expect(asked).rejects.toMatchObject({ code: 'SCHEDULE_NOT_FOUND' });
    }
  });

  it('changed or deleted, is mailed by the plan of before no more', async () => {
    const { id } = await make([owner.user.id]);
    const changed = await stack.call(
      scheduleContracts.updateSchedule,
      { id, weekdays: [1], time: '23:59', timeZone: 'UTC' },
      owner,
    );
    expect(new Date(changed.nextAt).getUTCDay()).toBe(1);
    const first = `name = 'analytics.sendReport' AND data->>'scheduleId' = $1 AND data->>'turn' = '1'`;
    await sql(`UPDATE pgboss.job SET start_after = now() WHERE ${first}`, [id]);
    await until(
      () => sql(`SELECT 1 FROM pgboss.job WHERE ${first} AND state < 'completed'`, [id]),
      (left) => left.length === 0,
    );
    await stack.call(scheduleContracts.deleteSchedule, { id }, owner);
    await sql(
      `UPDATE pgboss.job SET start_after = now() WHERE name = 'analytics.sendReport' AND data->>'scheduleId' = $1`,
      [id],
    );
    await until(
      () =>
        sql(
          `SELECT 1 FROM pgboss.job WHERE name = 'analytics.sendReport' AND state < 'completed' AND data->>'scheduleId' = $1`,
          [id],
        ),
      (left) => left.length === 0,
    );
    expect(await reportsTo(owner)).toEqual([]);
    const again = stack.call(scheduleContracts.deleteSchedule, { id }, owner);
    await expect(again).rejects.toMatchObject({ code: 'SCHEDULE_NOT_FOUND' });
  });

  it('that cannot be made says why where it is listed, and is tried at the next time', async () => {
    const { id } = await make([owner.user.id]);
    await sql(
      `UPDATE report_schedules SET plan = jsonb_set(plan::jsonb, '{report,sort}', '"nothing"')::json WHERE id = $1`,
      [id],
    );
    expect(await nextTurn(id)).toMatchObject({ mailedTo: 0, error: 'REQUEST_INVALID' });
    expect(await reportsTo(owner)).toEqual([]);
  });
});

describe('recipients and who names them', () => {
  it('are members of the organisation whose address is proved, and nobody else', async () => {
    const stranger = await signUp(stack);
    await expect(make([owner.user.id, stranger.user.id])).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      public: { errors: [{ path: 'recipients.1', code: 'RECIPIENT_UNKNOWN' }] },
    });
    const { id } = await make([analyst.user.id]);
    await inTable(stack, 'UPDATE users SET claimed_email = email, address_proved_at = NULL WHERE id = $1', [
      analyst.user.id,
    ]);
    await nextTurn(id);
    expect(await reportsTo(analyst)).toEqual([]);
  });

  it('are named by who may, each organisation its own, and only so many', async () => {
    const viewer = await colleagueOf(stack, owner, 'viewer');
    await expect(make([owner.user.id], {}, viewer)).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    const made = await make([owner.user.id], {}, analyst);
    const stranger = await signUp(stack);
    const update = stack.call(scheduleContracts.updateSchedule, { id: made.id, name: 'Mine' }, stranger);
    await expect(update).rejects.toMatchObject({ code: 'SCHEDULE_NOT_FOUND' });
    expect((await stack.call(scheduleContracts.schedules, {}, stranger)).data).toEqual([]);
    const more = await Promise.allSettled([1, 2, 3].map(() => make([owner.user.id])));
    expect(more.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'SCHEDULES_FULL' } },
    ]);
  });

  it.each([
    ['no time zone', { timeZone: 'Mars/Base' }],
    ['no time of day', { time: '24:00' }],
    ['no day of the week', { weekdays: [0] }],
    ['nobody', { recipients: [] }],
    ['no such campaign', { report: { filter: { campaignId: ['01890a5d-ac96-774b-bcce-b302099a8057'] } } }],
  ])('a plan with %s is refused', async (_, change) => {
    await expect(make([owner.user.id], change)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });
});
