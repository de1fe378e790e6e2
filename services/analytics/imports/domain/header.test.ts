import { describe, expect, it } from 'vitest';
import { type ColumnMap, fieldNamed, findHeader } from './header.ts';
import type { CsvRecord } from './text.ts';

const records = (...lines: string[]): CsvRecord[] =>
  lines.map((line, index) => ({ line: index + 1, cells: line.split('|') }));
const header = (line: string, map: ColumnMap = {}) => findHeader(records(line), map);
const columnsIn = (line: string, map: ColumnMap = {}) => Object.fromEntries(header(line, map)?.columns ?? []);

describe('the header of a report', () => {
  it('is the line with the most known columns, wherever titles and totals stand', () => {
    const lines = records(
      'Clicks|Cost',
      'Report|',
      'Day|Campaign|Clicks|Nonsense',
      'Day|Cost',
      '2026-01-01|A|1|x',
    );
    expect(findHeader(lines, {})).toEqual({
      index: 2,
      cells: ['Day', 'Campaign', 'Clicks', 'Nonsense'],
      columns: new Map([
        ['date', 0],
        ['campaign', 1],
        ['clicks', 2],
      ]),
      language: 'en',
      platform: null,
      repeats: [],
    });
  });

  it('is the first of two equal lines', () => {
    expect(findHeader(records('Title', 'Day|Clicks', 'Day|Clicks'), {})?.index).toBe(1);
  });

  it.each(['Impr.', 'Clicks', 'Cost', 'costMicros', 'Conversions', 'Conv. value'])(
    'needs only one figure, such as %s, beside one other column',
    (figure) => {
      expect(header(`Campaign|${figure}`)?.columns.size).toBe(2);
    },
  );

  it.each([
    ['one known column', 'Clicks|Budget|CTR'],
    ['no figure', 'Day|Campaign|Ad group|Currency'],
    ['no known column', 'Dear|Team'],
    ['no cell', ''],
  ])('is not a line with %s', (_name, line) => {
    expect(header(line)).toBeNull();
  });

  it('takes the first of two columns that mean the same', () => {
    expect(columnsIn('Campaign|Campaign name|Clicks|Impressions|Impr.')).toEqual({
      campaign: 0,
      clicks: 2,
      impressions: 3,
    });
  });
});

describe('the language of a report', () => {
  it.each([
    ['Tag|Kampagne|Klicks|Kosten', 'de'],
    ['Jour|Campagne|Clics|Coût', 'fr'],
    ['Dag|Campagne|Klikken|Kosten', 'nl'],
    ['Giorno|Campagna|Clic|Costo', 'it'],
    ['Día|Campaña|Clics|Coste', 'es'],
    ['Dia|Campanha|Cliques|Custo', 'pt'],
    ['Campaign|Tag|Klicks', 'de'],
    ['Tag|Campaign|Clicks', 'en'],
    ['Conversions|Clicks', 'en'],
  ])('of %s is %s: what most of its columns are written in', (line, language) => {
    expect(header(line)?.language).toBe(language);
  });
});

describe('the platform of a report', () => {
  it.each([
    ['Campaign Group Name|Clicks', 'linkedin-ads'],
    ['Kampagnengruppe|Impr.|Klicks', 'linkedin-ads'],
    ['Start Date|Campaign|Total Spent', 'linkedin-ads'],
    ['Campaign|Impr.', 'google-ads'],
    ['Campaign|Currency code|Clicks', 'google-ads'],
    ['Day|Campaign|Cost', 'google-ads'],
    ['Tag|Kampagne|Kosten', 'google-ads'],
    ['Jour|Campagne|Coût', 'google-ads'],
    ['Dia|Campanha|Custo', 'google-ads'],
    ['Giorno|Campagna|Costo', 'google-ads'],
    ['Dag|Campagne|Kosten', 'google-ads'],
    ['Day|Campaign|Clicks', null],
    ['Date|Campaign|Cost', null],
    ['Date|Campaign|Impressions|Spend', null],
  ])('of %s is %s', (line, platform) => {
    expect(header(line)?.platform).toBe(platform);
  });
});

describe('a column map', () => {
  it.each([
    ['date', 'date'],
    ['hour', 'hour'],
    ['campaign', 'campaign'],
    ['campaignId', 'campaignId'],
    ['campaignGroup', 'campaignGroup'],
    ['campaignGroupId', 'campaignGroupId'],
    ['adGroup', 'adGroup'],
    ['ad', 'ad'],
    ['keyword', 'keyword'],
    ['platform', 'platform'],
    ['currency', 'currency'],
    ['impressions', 'impressions'],
    ['clicks', 'clicks'],
    ['cost', 'cost'],
    ['costMicros', 'costMicros'],
    ['conversions', 'conversions'],
    ['conversionValue', 'conversionValue'],
    ['conversionValueMicros', 'conversionValueMicros'],
    ['day', 'date'],
    ['campaignName', 'campaign'],
    ['adGroupName', 'adGroup'],
    ['adName', 'ad'],
    ['value', 'conversionValue'],
    ['period', null],
    ['spend', null],
    ['constructor', null],
    ['', null],
  ])('may name a field %j, which is %j', (name, field) => {
    expect(fieldNamed(name)).toBe(field);
  });

  const map = { day: 'When', campaign: 'Who', clicks: 'Taps' };

  it('finds the first line that has all of its headers, whatever else stands there', () => {
    const lines = records('Clicks|Cost|Day|Campaign', 'When|Taps', 'Taps|More|Who|When', 'When|Who|Taps');
    expect(findHeader(lines, map)).toEqual({
      index: 2,
      cells: ['Taps', 'More', 'Who', 'When'],
      columns: new Map([
        ['date', 3],
        ['campaign', 2],
        ['clicks', 0],
      ]),
      language: 'en',
      platform: null,
      repeats: [],
    });
  });

  it('finds nothing when one header is missing or a name is no field', () => {
    expect(header('When|Who', map)).toBeNull();
    expect(header('When|Who|Taps', { ...map, taps: 'Taps' })).toBeNull();
  });

  it('means a header to the letter before it means one that only looks alike', () => {
    expect(columnsIn('COST (EUR)|cost eur|Cost', { cost: ' cost eur ' })).toEqual({ cost: 1 });
    expect(columnsIn('Day|Cost (EUR)', { cost: 'cost eur' })).toEqual({ cost: 1 });
  });

  it('adds the currency, the platform and the language that the file tells by itself', () => {
    const line = 'Wann|Kampagne|Klicks|Kosten|Währung|Platform';
    expect(columnsIn(line, { date: 'Wann', clicks: 'Klicks' })).toEqual({
      date: 0,
      clicks: 2,
      currency: 4,
      platform: 5,
    });
    expect(header(line, { date: 'Wann' })?.language).toBe('de');
    expect(header('When|Total Spent', { date: 'When' })?.platform).toBe('linkedin-ads');
  });

  it('has the last word about the currency and the platform', () => {
    const line = 'Day|Campaign|Clicks|Currency|Platform|Money|Network';
    expect(columnsIn(line, { currency: 'Money', platform: 'Network' })).toEqual({ currency: 5, platform: 6 });
  });
});
