import type { ImportCase } from '../import-case.ts';
import { day, google, lines, linkedIn, ONE_DAY, titled } from '../report-text.ts';

const spent = (date: string) => `${date},Heron,81,USD,40.00,4000,40`;
const MANY_DAYS = /sums over several days/;

/** Rows that stand for more than a day, and ranges that do not fit. */
export const periods: readonly ImportCase[] = [
  {
    name: 'sums of months that begin on the first',
    file: linkedIn(
      'Report Start: 6/1/2026, Report End: 8/31/2026',
      spent('6/1/2026'),
      spent('7/1/2026'),
      spent('8/1/2026'),
    ),
    refused: MANY_DAYS,
  },
  {
    name: 'sums of months, of which the first is cut by the range',
    file: linkedIn(
      'Report Start: 6/15/2026, Report End: 8/31/2026',
      spent('6/15/2026'),
      spent('7/1/2026'),
      spent('8/1/2026'),
    ),
    refused: MANY_DAYS,
  },
  {
    name: 'sums of weeks',
    file: linkedIn(
      'Report Start: 9/7/2026, Report End: 9/27/2026',
      spent('9/7/2026'),
      spent('9/14/2026'),
      spent('9/21/2026'),
    ),
    refused: MANY_DAYS,
  },
  {
    name: 'sums of weeks, of which the first is cut by the range',
    file: linkedIn(
      'Report Start: 9/1/2026, Report End: 9/30/2026',
      ...['9/1/2026', '9/7/2026', '9/14/2026', '9/21/2026', '9/28/2026'].map(spent),
    ),
    refused: MANY_DAYS,
  },
  {
    name: 'sums of two months in a file without a title',
    file: lines(
      'Start Date (in UTC),Campaign Name,Currency,Total Spent',
      '7/1/2026,Heron,USD,310',
      '8/1/2026,Heron,USD,290',
    ),
    refused: MANY_DAYS,
  },
  {
    name: 'one row for a report of a month',
    file: linkedIn('Report Start: 9/1/2026, Report End: 9/30/2026', spent('9/1/2026')),
    rows: 1,
    sums: { USD: [4_000, 40, 40, null, null] },
    warnings: [[4, null, 'PERIOD_SUSPECT']],
  },
  {
    name: 'two rows a week apart for a report of a month',
    file: linkedIn('Report Start: 9/1/2026, Report End: 9/30/2026', spent('9/7/2026'), spent('9/14/2026')),
    rows: 2,
    sums: { USD: [8_000, 80, 80, null, null] },
    warnings: [[4, null, 'PERIOD_SUSPECT']],
  },
  {
    name: 'rows that begin and end on different days',
    file: lines(
      'Start Date (in UTC),End Date (in UTC),Campaign Name,Currency,Total Spent,Clicks',
      '9/1/2026,9/7/2026,Heron,USD,70.00,7',
      '9/8/2026,9/14/2026,Heron,USD,70.00,7',
    ),
    refused: /Line 2 begins and ends on different days/,
  },
  {
    name: 'rows that begin and end on the same day',
    file: lines(
      'Start Date (in UTC),End Date (in UTC),Campaign Name,Currency,Total Spent,Clicks',
      '9/1/2026,9/1/2026,Heron,USD,70.00,7',
      '9/15/2026,9/15/2026,Heron,USD,70.00,7',
    ),
    rows: 2,
    sums: { USD: [null, 14, 140, null, null] },
  },
  {
    name: 'a date and the date on which the row ends, under other names',
    file: lines(
      'Date,End date,Campaign,Currency code,Clicks,Cost',
      '2026-09-01,2026-09-30,Heron,USD,300,90.00',
    ),
    said: { platform: 'google-ads' },
    refused: MANY_DAYS,
  },
  {
    name: 'the dates of a campaign beside the days of its figures',
    file: lines(
      'Start date,End date,Day,Campaign,Currency code,Impr.,Clicks,Cost,Conversions',
      '2026-01-01,2026-12-31,2026-09-01,Heron,USD,200,20,5.00,2',
      '2026-01-01,2026-12-31,2026-09-02,Heron,USD,200,20,5.00,2',
    ),
    rows: 2,
    sums: { USD: [400, 40, 10, 4, null] },
    facts: [
      ['2026-09-01', 'Heron'],
      ['2026-09-02', 'Heron'],
    ],
  },
  {
    name: 'two columns of days that differ',
    file: lines('Day,Date,Campaign,Currency code,Clicks,Cost', '2026-09-01,2026-09-02,Heron,USD,3,1.00'),
    refused: /both mean date/,
  },
  ...['Week', 'Month', 'Quarter', 'Year'].map((period) => ({
    name: `a ${period} instead of a day`,
    file: lines(`${period},Campaign,Currency code,Impr.,Clicks,Cost`, '2026-09-01,Heron,USD,200,20,5.00'),
    refused: /week, month or year cannot stand in/,
  })),
  {
    name: 'no day at all',
    file: lines(
      '"Sep 1, 2026 - Sep 30, 2026"',
      'Campaign,Campaign ID,Currency code,Impr.,Clicks,Cost',
      'Heron,81,USD,200,20,5.00',
    ),
    refused: /"Day" is missing/,
  },
  {
    name: 'a range of days in a cell',
    file: google(day('2026-09-01 - 2026-09-07'), day('2026-09-08')),
    rows: 2,
    sums: { USD: ONE_DAY },
    rejected: [[2, 'ROW_INVALID']],
    status: 'partial',
  },
  {
    name: 'mondays only, in a report by day',
    file: titled('Sep 1, 2026 - Sep 30, 2026', day('2026-09-07'), day('2026-09-14'), day('2026-09-21')),
    rows: 3,
    sums: { USD: [600, 60, 15, 6, null] },
    warnings: [[3, null, 'PERIOD_SUSPECT']],
  },
  ...[
    'September 1, 2026 - September 2, 2026',
    '1. September 2026 - 2. September 2026',
    '1 września 2026 – 2 września 2026',
    '1 sept. 2026 - 2 sept. 2026',
    '1 de septiembre de 2026 - 2 de septiembre de 2026',
    '1 de set. de 2026 a 2 de set. de 2026',
    '1 set 2026 – 2 set 2026',
    '1 sep. 2026 t/m 2 sep. 2026',
    '2026年9月1日～2026年9月2日',
    '2026-09-01 - 2026-09-02',
    'Berichtsbeginn: 2026-09-01, Berichtsende: 2026-09-02',
    'Campaign report (Sep 1, 2026-Sep 2, 2026)',
    '20260901-20260902',
    'September 2, 2026',
  ].map((range) => ({
    name: `a day outside of the title's range: ${range}`,
    file: titled(range, day('2026-09-02'), day('2026-09-03')),
    rows: 2,
    sums: { USD: [400, 40, 10, 4, null] },
    warnings: [[5, null, 'RANGE_DISAGREES']] as const,
  })),
];
