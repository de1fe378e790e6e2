import type { ImportCase } from '../import-case.ts';
import { day, google, lines, ONE_DAY } from '../report-text.ts';

const first = (written: string): ImportCase => ({
  name: `a day written ${written}`,
  file: google(day(written.includes(',') ? `"${written}"` : written)),
  rows: 1,
  sums: { USD: ONE_DAY },
  facts: [['2026-09-21', 'Heron']],
});

/** Columns of one language, and a day as it writes it: always 21 September 2026. */
const languages = {
  de: ['Tag;Kampagne;Währungscode;Impr.;Klicks;Kosten', '21.09.2026', '21. Sept. 2026', '21. September 2026'],
  fr: [
    'Jour;Campagne;Code de la devise;Impr.;Clics;Coût',
    '21/09/2026',
    '21 sept. 2026',
    '21 septembre 2026',
  ],
  es: [
    'Día;Campaña;Código de moneda;Impr.;Clics;Coste',
    '21/9/2026',
    '21 sept 2026',
    '21 de septiembre de 2026',
  ],
  pt: ['Dia;Campanha;Código da moeda;Impr.;Cliques;Custo', '21/09/2026', '21 de set. de 2026', '21-set-2026'],
  it: ['Giorno;Campagna;Codice valuta;Impr.;Clic;Costo', '21/09/2026', '21 set 2026', '21 settembre 2026'],
  nl: ['Dag;Campagne;Valutacode;Vert.;Klikken;Kosten', '21-9-2026', '21 sep. 2026', '21 september 2026'],
  pl: ['Dzień;Kampania;Kod waluty;Wyśw.;Kliknięcia;Koszt', '21.09.2026', '21 wrz 2026', '21 września 2026'],
  ja: ['日;キャンペーン;通貨コード;表示回数;クリック数;費用', '2026/09/21', '2026年9月21日', '2026-09-21'],
} as const;

/** Days as platforms, spreadsheets and scripts write them. */
export const dates: readonly ImportCase[] = [
  ...[
    '20260921',
    '2026/09/21',
    '2026.9.21',
    '9/21/26',
    '9/21/2026',
    '21/09/2026',
    '21.09.26',
    '46286',
    '46286.0',
    '21-Sep-2026',
    '21-Sep-26',
    '21/Sep/2026',
    'Sep 21, 2026',
    'Mon, Sep 21, 2026',
    'September 21st, 2026',
    '21 Sep 2026',
    '2026-09-21T00:00:00Z',
    '2026-09-21 00:00:00',
    '9/21/2026 0:00',
    '9/21/2026 12:00:00 AM',
    '21.09.2026 00:00',
  ].map(first),
  ...Object.entries(languages).flatMap(([language, [header, ...days]]) =>
    days.map((written): ImportCase => ({
      name: `a day in ${language} written ${written}`,
      file: lines(header, `${written};Heron;EUR;200;20;5${language === 'ja' ? '.' : ','}00`),
      rows: 1,
      sums: { EUR: [200, 20, 5, null, null] },
      facts: [['2026-09-21', 'Heron']],
    })),
  ),
  {
    name: 'the first of a month in French',
    file: lines('Jour;Campagne;Code de la devise;Clics;Coût', '1er septembre 2026;Heron;EUR;20;5,00'),
    rows: 1,
    sums: { EUR: [null, 20, 5, null, null] },
    facts: [['2026-09-01', 'Heron']],
  },
  {
    name: 'one day above 12 tells how the others are written',
    file: google(day('3/4/2026'), day('3/25/2026')),
    rows: 2,
    sums: { USD: [400, 40, 10, 4, null] },
    facts: [
      ['2026-03-04', 'Heron'],
      ['2026-03-25', 'Heron'],
    ],
  },
  {
    name: 'days that can be read in two ways, and nothing tells which',
    file: google(day('3/4/2026'), day('3/5/2026')),
    rows: 2,
    sums: {},
    rejected: [
      [2, 'ROW_INVALID'],
      [3, 'ROW_INVALID'],
    ],
    status: 'failed',
  },
  {
    name: 'days that can be read in two ways, of which one lies outside of what the title says',
    file:
      lines('Campaign report', '"March 4, 2026 - March 5, 2026"') + google(day('3/4/2026'), day('3/5/2026')),
    rows: 2,
    sums: { USD: [400, 40, 10, 4, null] },
    facts: [
      ['2026-03-04', 'Heron'],
      ['2026-03-05', 'Heron'],
    ],
  },
  ...['2026-02-30', '31/09/2026', '2026-13-01', '', 'Sep 2026', '2026-W38', '99999'].map((written) => ({
    name: `"${written}" is no day`,
    file: google(day('2026-09-01'), day(written)),
    rows: 2,
    sums: { USD: ONE_DAY },
    rejected: [[3, 'ROW_INVALID']] as const,
    status: 'partial' as const,
  })),
  {
    name: 'a day that has not begun',
    file: google(day('2026-09-01'), day('2027-01-02')),
    rows: 2,
    sums: { USD: ONE_DAY },
    rejected: [[3, 'DATE_IN_FUTURE']],
    status: 'partial',
  },
  {
    name: 'hours of a 12-hour clock',
    file: lines(
      'Day,Hour of the day,Campaign,Campaign ID,Currency code,Impr.,Clicks,Cost',
      '2026-10-25,12 AM,Heron,81,USD,30,3,1.50',
      '2026-10-25,12 PM,Heron,81,USD,40,4,2.50',
      '2026-10-25,11:00 p.m.,Heron,81,USD,50,5,3.50',
    ),
    rows: 3,
    sums: { USD: [120, 12, 7.5, null, null] },
  },
  {
    name: 'a 25th hour',
    file: lines('Day,Hour,Campaign,Currency code,Clicks,Cost', '2026-10-25,24,Heron,USD,3,1.50'),
    rows: 1,
    sums: {},
    rejected: [[2, 'ROW_INVALID']],
    status: 'failed',
  },
];
