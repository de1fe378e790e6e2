import type { ImportCase } from '../import-case.ts';
import { google, lines } from '../report-text.ts';

/** A day of one campaign on two lines, told apart by a column of this name. */
const split = (header: string, a: string, b: string): string =>
  lines(
    `Day,Campaign,Campaign ID,${header},Currency code,Impr.,Clicks,Cost`,
    `2026-09-01,Heron,81,${a},USD,100,6,3.00`,
    `2026-09-01,Heron,81,${b},USD,50,4,2.00`,
  );
const BOTH = [150, 10, 5, null, null] as const;
const refuses = (header: string, refused: RegExp): ImportCase => ({
  name: `lines by ${header}`,
  file: split(header, 'one', 'two'),
  refused,
});

/** Breakdowns: those that divide a day, those that do not, and those that nobody knows. */
export const segments: readonly ImportCase[] = [
  ...[
    'Click type',
    'Klicktyp',
    'Asset',
    'Audience segment',
    'Typ kliknięcia',
    'segments.click_type',
    'Topic',
  ].map((header) => refuses(header, /counts one impression on several lines/)),
  ...[
    'Search term',
    'Suchbegriff',
    'Terme de recherche',
    '検索語句',
    'Age',
    'Gender',
    'Zoekterm',
    'Placement',
  ].map((header) => refuses(header, /only a part of the traffic/)),
  ...['Job Title Segment', 'Company Size Segment', 'Some New Segment', 'Seniority'].map((header) =>
    refuses(header, /approximate and overlap/),
  ),
  {
    name: 'demographics by their title alone',
    file: lines(
      'Demographics Report (in UTC)',
      '',
      'Start Date (in UTC),Campaign Name,Value,Currency,Impressions,Clicks,Total Spent',
      '9/1/2026,Heron,Engineer,USD,60,6,6.00',
    ),
    refused: /approximate and overlap/,
  },
  ...['Device', 'Gerät', 'Network', 'Match type', '曜日'].map((header) => ({
    name: `lines by ${header} add up`,
    file: split(header, 'Computers', 'Mobile phones'),
    rows: 2,
    sums: { USD: BOTH },
  })),
  ...['Total', 'Gesamt', '合計'].map((total) => ({
    name: `a line that is the total of the others: Device ${total}`,
    file: split('Device', 'Computers', 'Tablets') + `2026-09-01,Heron,81,${total},USD,150,10,5.00\n`,
    rows: 3,
    sums: { USD: BOTH },
    rejected: [[4, 'ROW_TOTAL']] as const,
    status: 'partial' as const,
  })),
  {
    name: 'lines by a column that nobody knows',
    file: split('Favourite bird', 'Otter', 'Heron'),
    rows: 2,
    sums: { USD: BOTH },
    warnings: [[3, 'Favourite bird', 'SEGMENT_UNKNOWN']],
  },
  {
    name: 'lines by conversion action: conversions add up, traffic would be counted twice',
    file: lines(
      'Day,Campaign,Campaign ID,Conversion action,Currency code,Clicks,Cost,Conversions,Conv. value',
      '2026-09-01,Heron,81,Sign-up,USD,10,5.00,2,20.00',
      '2026-09-01,Heron,81,Purchase,USD,10,5.00,1,70.00',
    ),
    rows: 2,
    sums: { USD: [null, null, null, 3, 90] },
    warnings: [[1, null, 'FIGURES_LEFT_OUT']],
  },
  {
    name: 'the same line twice, word for word',
    file: google('2026-09-01,Heron,81,USD,200,20,5.00,2', '2026-09-01,Heron,81,USD,200,20,5.00,2'),
    rows: 2,
    sums: { USD: [400, 40, 10, 4, null] },
    warnings: [[3, null, 'LINE_REPEATED']],
  },
  {
    name: 'the same name in two accounts of one file stays two campaigns',
    file: lines(
      'Day,Account name,Campaign,Currency code,Impr.,Clicks,Cost',
      '2026-09-01,North,Heron,USD,100,6,3.00',
      '2026-09-01,South,Heron,USD,50,4,2.00',
    ),
    rows: 2,
    sums: { USD: BOTH },
    facts: [
      ['2026-09-01', 'Heron'],
      ['2026-09-01', 'Heron'],
    ],
  },
  {
    name: 'two ad groups of one name are two by their ids',
    file: lines(
      'Day,Campaign,Campaign ID,Ad group,Ad group ID,Currency code,Impr.,Clicks,Cost',
      '2026-09-01,Heron,81,Reed,811,USD,100,6,3.00',
      '2026-09-01,Heron,81,Reed,812,USD,50,4,2.00',
    ),
    rows: 2,
    sums: { USD: BOTH },
    facts: [
      ['2026-09-01', 'Heron'],
      ['2026-09-01', 'Heron'],
    ],
  },
];
