import type { ImportCase } from '../import-case.ts';
import { lines } from '../report-text.ts';

const FIGURES = { EUR: [2_500, 31, 27.4, 4, 90] } as const;
const ROW = '2026-09-01;Reiher;81;EUR;2500;31;27,40;4;90,00';

/** The same row under the headers of each language and platform. */
const headers: Readonly<Record<string, string>> = {
  'en Google': 'Day;Campaign;Campaign ID;Currency code;Impr.;Clicks;Cost;Conversions;Conv. value',
  'en LinkedIn':
    'Start Date (in UTC);Campaign Name;Campaign ID;Currency;Impressions;Clicks;Total Spent;Conversions;Total Conversion Value',
  'de Google': 'Tag;Kampagne;Kampagnen-ID;Währungscode;Impr.;Klicks;Kosten;Conversions;Conv.-Wert',
  'de LinkedIn':
    'Startdatum (in UTC);Kampagnenname;Kampagnen-ID;Währung;Impressions;Klicks;Gesamtausgaben;Conversions;Gesamtwert der Conversions',
  'fr Google': 'Jour;Campagne;ID de campagne;Code de la devise;Impr.;Clics;Coût;Conversions;Valeur de conv.',
  'fr LinkedIn':
    'Date de début (en UTC);Nom de la campagne;ID de la campagne;Devise;Impressions;Clics;Total dépensé;Conversions;Valeur totale des conversions',
  'es Google': 'Día;Campaña;ID de campaña;Código de moneda;Impr.;Clics;Coste;Conversiones;Valor conv.',
  'es LinkedIn':
    'Fecha de inicio (en UTC);Nombre de la campaña;ID de la campaña;Divisa;Impresiones;Clics;Total gastado;Conversiones;Valor total de conversión',
  'pt Google': 'Dia;Campanha;ID da campanha;Código da moeda;Impr.;Cliques;Custo;Conversões;Valor da conv.',
  'pt LinkedIn':
    'Data de início (em UTC);Nome da campanha;ID da campanha;Moeda;Impressões;Cliques;Total gasto;Conversões;Valor total da conversão',
  'it Google': 'Giorno;Campagna;ID campagna;Codice valuta;Impr.;Clic;Costo;Conversioni;Valore conv.',
  'it LinkedIn':
    'Data di inizio (in UTC);Nome campagna;ID campagna;Valuta;Impressioni;Clic;Totale speso;Conversioni;Valore totale delle conversioni',
  'nl Google': 'Dag;Campagne;Campagne-ID;Valutacode;Vert.;Klikken;Kosten;Conversies;Conv.waarde',
  'nl LinkedIn':
    'Begindatum (in UTC);Campagnenaam;Campagne-ID;Valuta;Weergaven;Klikken;Totaal besteed;Conversies;Totale conversiewaarde',
  'pl Google':
    'Dzień;Kampania;Identyfikator kampanii;Kod waluty;Wyśw.;Kliknięcia;Koszt;Konwersje;Wartość konw.',
  'pl LinkedIn':
    'Data rozpoczęcia (UTC);Nazwa kampanii;ID kampanii;Waluta;Wyświetlenia;Kliknięcia;Łączne wydatki;Konwersje;Łączna wartość konwersji',
  'ja Google':
    '日;キャンペーン;キャンペーン ID;通貨コード;表示回数;クリック数;費用;コンバージョン;コンバージョン値',
  'ja LinkedIn':
    '開始日 (UTC);キャンペーン名;キャンペーンID;通貨;インプレッション;クリック数;ご利用額;コンバージョン;合計コンバージョン値',
};
const platformOf = (name: string) => (name.endsWith('LinkedIn') ? 'linkedin-ads' : 'google-ads');

/** Headers: of every language, twice, misspelled, and missing. */
export const columns: readonly ImportCase[] = [
  ...Object.entries(headers).map(([name, header]): ImportCase => ({
    name: `headers of ${name}`,
    file: lines(header, ROW),
    said: { platform: platformOf(name) },
    rows: 1,
    sums: FIGURES,
  })),
  {
    name: 'a header twice, with figures that differ',
    file: lines('Day,Campaign,Currency code,Clicks,Clicks,Cost', '2026-09-01,Heron,USD,20,777,5.00'),
    refused: /both mean clicks, and they differ in line 2/,
  },
  {
    name: 'two headers of one figure that differ',
    file: lines('Day,Campaign,Currency code,Clicks,Cost,Spend', '2026-09-01,Heron,USD,20,5.00,6.00'),
    refused: /both mean cost/,
  },
  {
    name: 'a header twice, with the same figures',
    file: lines('Day,Campaign,Currency code,Clicks,Clicks,Cost', '2026-09-01,Heron,USD,20,20,5.00'),
    rows: 1,
    sums: { USD: [null, 20, 5, null, null] },
  },
  {
    name: 'a header twice, told apart by a map',
    file: lines('When,Name,Clicks,Clicks (all),Spent', '2026-09-01,Heron,20,777,5.00'),
    said: {
      platform: 'google-ads',
      currency: 'USD',
      columns: { date: 'When', campaign: 'Name', clicks: 'Clicks', cost: 'Spent' },
    },
    rows: 1,
    sums: { USD: [null, 20, 5, null, null] },
  },
  {
    name: 'headers in capitals, with blanks around and in quotes',
    file: lines(
      '" DAY "," campaign ","CURRENCY CODE",IMPR.,clicks,"COST"',
      '2026-09-01,Heron,USD,200,20,5.00',
    ),
    rows: 1,
    sums: { USD: [200, 20, 5, null, null] },
  },
  ...['Campaign', 'Day', 'Clicks'].map((missing) => ({
    name: `a map that names a header that is not there: ${missing}`,
    file: lines(
      'Day,Campaign,Currency code,Clicks,Cost'.replace(missing, 'X'),
      '2026-09-01,Heron,USD,20,5.00',
    ),
    said: {
      platform: 'google-ads' as const,
      columns: { date: 'Day', campaign: 'Campaign', clicks: 'Clicks' },
    },
    refused: /has all the columns of the map/,
  })),
  ...['Kosten gesamt', 'Net spend', 'Coste neto', 'Ad spent'].map((header) => ({
    name: `a cost under a header that nobody knows: ${header}`,
    file: lines(`Day,Campaign,Currency code,Impr.,Clicks,${header}`, '2026-09-01,Heron,USD,200,20,5.00'),
    rows: 1,
    sums: { USD: [200, 20, null, null, null] },
    warnings: [[1, null, 'COLUMN_UNREAD']] as const,
  })),
  {
    name: 'averages of cost are no cost that was left out',
    file: lines(
      'Day,Campaign,Currency code,Impr.,Clicks,Avg. cost,Cost / conv.',
      '2026-09-01,Heron,USD,200,20,0.25,2.50',
    ),
    rows: 1,
    sums: { USD: [200, 20, null, null, null] },
  },
  {
    name: 'the campaign twice, under names that differ',
    file: lines('Day,Campaign,Campaign name,Currency code,Clicks,Cost', '2026-09-01,Heron,Crane,USD,20,5.00'),
    refused: /both mean campaign/,
  },
  {
    name: 'a name that our own files guard against formulas',
    file: lines('Day,Campaign,Currency code,Clicks,Cost', "2026-09-01,'=Heron,USD,20,5.00"),
    rows: 1,
    sums: { USD: [null, 20, 5, null, null] },
    facts: [['2026-09-01', '=Heron']],
  },
  {
    name: 'no campaign',
    file: lines('Day,Currency code,Impr.,Clicks,Cost', '2026-09-01,USD,200,20,5.00'),
    refused: /"Campaign" or "Campaign ID" is missing/,
  },
  {
    name: 'no figures',
    file: lines('Day,Campaign,Campaign ID,Currency code', '2026-09-01,Heron,81,USD'),
    refused: /No header line/,
  },
  {
    name: 'the platform is told by nothing',
    file: lines('Date,Campaign,Currency,Clicks', '2026-09-01,Heron,USD,20'),
    refused: /Say which platform/,
  },
  {
    name: 'another platform than was said',
    file: lines('Day,Campaign,Currency code,Impr.,Clicks,Cost', '2026-09-01,Heron,USD,200,20,5.00'),
    said: { platform: 'linkedin-ads' },
    rows: 1,
    sums: { USD: [200, 20, 5, null, null] },
    warnings: [[1, null, 'PLATFORM_DISAGREES']],
  },
  {
    name: 'an id that a spreadsheet has rounded',
    file: lines(
      'Day,Campaign,Campaign ID,Currency code,Clicks,Cost',
      '2026-09-01,Heron,1.23457E+11,USD,20,5.00',
    ),
    rows: 1,
    sums: { USD: [null, 20, 5, null, null] },
    warnings: [[2, 'Campaign ID', 'ID_LOST']],
  },
];
