import { describe, expect, it } from 'vitest';
import { readRecord } from './testing/record.ts';

const uuid = '01993e50-0000-7000-8abc-000000000def';

it('reads a record as a line with all that it says', () => {
  const cells = {
    'Campaign ID': '123',
    Hour: '7',
    'Ad group': 'Shoes',
    Ad: 'First',
    Keyword: 'red shoes',
    Currency: 'EUR',
    Platform: 'linkedin-ads',
    Impressions: '1,000',
    Cost: '12.50',
    Conversions: '0.5',
    'Conv. value': '30.00',
  };
  expect(readRecord(cells)).toEqual({
    line: 2,
    platform: 'linkedin-ads',
    campaignId: null,
    account: null,
    campaignExternalId: '123',
    adGroupExternalId: null,
    adExternalId: null,
    keywordExternalId: null,
    name: 'Brand',
    date: '2026-03-01',
    hour: 7,
    adGroup: 'Shoes',
    ad: 'First',
    keyword: 'red shoes',
    currency: 'EUR',
    impressions: 1000,
    clicks: 5,
    costMicros: 12_500_000,
    conversionsMicros: 500_000,
    valueMicros: 30_000_000,
  });
});

it('says nothing of what has no column', () => {
  expect(readRecord({})).toEqual({
    line: 2,
    platform: 'google-ads',
    campaignId: null,
    account: null,
    campaignExternalId: null,
    adGroupExternalId: null,
    adExternalId: null,
    keywordExternalId: null,
    name: 'Brand',
    date: '2026-03-01',
    hour: -1,
    adGroup: '',
    ad: '',
    keyword: '',
    currency: 'USD',
    impressions: null,
    clicks: 5,
    costMicros: null,
    conversionsMicros: null,
    valueMicros: null,
  });
});

describe('a record means', () => {
  it.each([
    ['Google Ads', 'google-ads'],
    ['google', 'google-ads'],
    ['GOOGLE-ADS', 'google-ads'],
    ['LinkedIn', 'linkedin-ads'],
    ['linkedin  Ads', 'linkedin-ads'],
    ['', 'google-ads'],
  ])('the platform %j: %s', (Platform, platform) => {
    expect(readRecord({ Platform })).toMatchObject({ platform });
  });

  it.each([
    ['0', 0],
    ['07', 7],
    ['7:00', 7],
    ['07:00', 7],
    ['23:00:00', 23],
  ])('the hour %j: %s', (Hour, hour) => {
    expect(readRecord({ Hour })).toMatchObject({ hour });
  });

  it.each([
    [{ 'Campaign ID': '42' }, { campaignId: null, campaignExternalId: '42', name: 'Brand' }],
    [
      { Campaign: ' --', 'Campaign ID': '42' },
      { campaignId: null, campaignExternalId: '42', name: null },
    ],
    [{ 'Campaign ID': '--' }, { campaignId: null, campaignExternalId: null, name: 'Brand' }],
    [{ 'Campaign ID': uuid.toUpperCase() }, { campaignId: uuid, campaignExternalId: null, name: 'Brand' }],
    [{ 'Campaign ID': `x${uuid}` }, { campaignId: null, campaignExternalId: `x${uuid}`, name: 'Brand' }],
    [{ 'Campaign ID': `${uuid}0` }, { campaignId: null, campaignExternalId: `${uuid}0`, name: 'Brand' }],
    [{ Campaign: '---' }, { name: '---' }],
    [{ Campaign: '--a' }, { name: '--a' }],
    [{ Campaign: 'a--' }, { name: 'a--' }],
    [{ Campaign: 'x'.repeat(255) }, { name: 'x'.repeat(255) }],
    [{ 'Campaign group': 'Autumn' }, { name: 'Autumn', campaignExternalId: null, adGroup: 'Brand' }],
    [
      { 'Campaign group ID': '9', 'Campaign ID': '42' },
      { name: null, campaignExternalId: '9', adGroup: 'Brand' },
    ],
    [
      { 'Campaign group': 'Autumn', Campaign: '', 'Campaign ID': '42' },
      { name: 'Autumn', adGroup: '42' },
    ],
    [
      { 'Campaign group': 'Autumn', Campaign: '-' },
      { name: 'Autumn', adGroup: '--' },
    ],
    [
      { 'Campaign group': '--', 'Campaign ID': '42' },
      { name: 'Brand', campaignExternalId: '42', adGroup: '' },
    ],
  ])('by %j the campaign %j', (cells: Record<string, string>, place) => {
    expect(readRecord(cells)).toMatchObject(place);
  });

  it('a part without a name where the report has parts', () => {
    const cells = { 'Ad group': ' --', Ad: '', Keyword: '-' };
    expect(readRecord(cells)).toMatchObject({ adGroup: '--', ad: '--', keyword: '--' });
  });

  it('its own currency before that of the file', () => {
    expect(readRecord({ Currency: 'EUR' })).toMatchObject({ currency: 'EUR' });
    expect(readRecord({ Currency: '' })).toMatchObject({ currency: 'USD' });
  });

  it('0 where a figure is left blank', () => {
    const cells = { Impressions: '--', Clicks: '', Cost: ' --', Conversions: '-', 'Conv. value': '' };
    expect(readRecord(cells)).toMatchObject({
      impressions: 0,
      clicks: 0,
      costMicros: 0,
      conversionsMicros: 0,
      valueMicros: 0,
    });
  });

  it('micros before units where both are there', () => {
    const cells = { costMicros: '7', Cost: '1.00', conversionValueMicros: '8', 'Conv. value': '1.00' };
    expect(readRecord(cells)).toMatchObject({ costMicros: 7, valueMicros: 8 });
  });

  it('figures up to what the product can hold', () => {
    const cells = {
      Impressions: '9,000,000,000,000',
      costMicros: '9000000000000000',
      conversionValueMicros: '9000000000000000',
      Conversions: '9,000,000,000.00',
    };
    expect(readRecord(cells)).toMatchObject({
      impressions: 9_000_000_000_000,
      costMicros: 9_000_000_000_000_000,
      valueMicros: 9_000_000_000_000_000,
      conversionsMicros: 9_000_000_000_000_000,
    });
  });
});

it('reads the account and the ids of every level', () => {
  const ids = {
    'Customer ID': '123-456-7890',
    'Account name': 'North',
    'Ad group ID': '7',
    'Ad ID': '8',
    'Keyword ID': '9',
  };
  expect(readRecord(ids)).toMatchObject({
    account: { externalId: '123-456-7890', name: 'North' },
    adGroupExternalId: '7',
    adExternalId: '8',
    keywordExternalId: '9',
  });
  expect(readRecord({ 'Account name': '--' })).toMatchObject({ account: null });
});
