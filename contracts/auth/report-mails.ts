import { z } from 'zod';
import { contract } from '../action.ts';
import { Id, text } from '../values.ts';

/** The most characters of a report's file: it crosses the bus in one packet. */
export const REPORT_FILE_MOST = 500_000;

/** Members whom reports are mailed to; nobody who is no member, and no address that nobody has proved. */
const Members = z.array(Id).max(50);

export const reportMailContracts = {
  mailableMembers: contract({
    name: 'auth.mailableMembers',
    summary: 'Which of these people are members whose address is proved',
    params: z.strictObject({ userIds: Members }),
    result: z.strictObject({ userIds: Members }),
    permission: 'service',
    stepUp: 'none',
    callers: ['analytics'],
    idempotent: true,
  }),
  /** Asked again with the same id it does nothing, so that a job may ask until it has the answer. */
  mailReport: contract({
    name: 'auth.mailReport',
    summary: 'Mail a report to those of these people who are members with a proved address',
    params: z.strictObject({
      mailId: Id,
      scheduleId: Id,
      userIds: Members,
      name: z.string().max(100),
      text: text(20_000),
      /** What stands between the greeting and the last lines, as HTML in which every value is escaped. */
      html: text(100_000),
      file: z.strictObject({
        name: z.string().max(100),
        type: z.string().max(100),
        content: text(REPORT_FILE_MOST),
      }),
    }),
    result: z.strictObject({ mailedTo: z.int() }),
    permission: 'service',
    stepUp: 'none',
    callers: ['analytics'],
    idempotent: true,
  }),
} as const;
