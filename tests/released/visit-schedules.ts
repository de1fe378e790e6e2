import { expect } from 'vitest';
import type { Schedule } from '../../contracts/analytics/schedules.ts';
import { expectAnswer } from './house.ts';
import type { Visitor } from './visitor.ts';

/** Has a report mailed to a person of then, changes it, and ends it. */
export async function scheduleReport(owner: Visitor, userId: string): Promise<void> {
  const path = '/api/analytics/schedules';
  const times = { weekdays: [1], time: '08:00', timeZone: 'Europe/Berlin' };
  const body = { name: 'Weekly', report: { groupBy: ['platform'] }, ...times, recipients: [userId] };
  const { id } = await expectAnswer<Schedule>(owner, 201, 'POST', path, { body });
  const changed = await expectAnswer<Schedule>(owner, 200, 'PATCH', `${path}/${id}`, {
    body: { weekdays: [1, 4] },
  });
  expect(changed).toMatchObject({
    name: 'Weekly',
    weekdays: [1, 4],
    recipients: [{ userId, subscribed: true }],
  });
  const mine = { body: { subscribed: false } };
  await expectAnswer(owner, 200, 'PUT', `${path}/${id}/subscription`, mine);
  const { data } = await owner.read<{ data: Schedule[] }>(path);
  expect(data).toMatchObject([{ id, recipients: [{ userId, subscribed: false }] }]);
  await expectAnswer(owner, 204, 'DELETE', `${path}/${id}`);
}
