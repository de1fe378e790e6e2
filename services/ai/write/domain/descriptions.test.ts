import { describe, expect, it } from 'vitest';
import { es } from '../../brief/domain/languages/es.ts';
import { briefOf } from '../../tests/briefs.ts';
import { readingOf } from '../../tests/readings.ts';
import { writeDescriptions, writeTextAds } from './descriptions.ts';
import type { Theme } from './themes.ts';

type Changes = Parameters<typeof readingOf>[0];
const BRIEF = briefOf({ product: 'Zenvo', claims: ['30-day trial', 'GDPR compliant'] });
const POOR: Changes = { topics: [], audiences: [], benefits: [], claims: [], sentences: [] };

const given = (kind: Theme['kind'], changes: Changes, index: number) => {
  const reading = readingOf(changes);
  const { topics, audiences, benefits } = reading;
  const theme = { kind, name: '', topic: topics[0], audience: audiences[0] ?? [], benefits, index };
  return [theme, reading] as const;
};
const written = (kind: Theme['kind'], changes: Changes = {}, index = 0, brief = BRIEF) =>
  writeDescriptions(...given(kind, changes, index), brief);
const textAds = (kind: Theme['kind'], changes: Changes = {}, index = 0, brief = BRIEF) =>
  writeTextAds(...given(kind, changes, index), brief);

describe('the descriptions of a search ad', () => {
  const uses = 'Send invoices by mail, chase late payers and export ledgers with Zenvo.';
  it.each([
    ['brand', 'Zenvo: invoice app for dentists at small practices. Talk to our team.', uses],
    ['topic', 'Looking for an invoice app? Get to know Zenvo. Talk to our team.', uses],
    ['audience', 'Zenvo is made for dentists at small practices. Talk to our team.', uses],
    [
      'benefit',
      'Send invoices by mail with Zenvo. Talk to our team.',
      'Chase late payers, export ledgers and match receipts with Zenvo.',
    ],
  ] as const)('of the %s: the theme, the uses, the claims, a sentence of the brief', (kind, lead, joined) => {
    expect(written(kind)).toEqual([
      ...[lead, joined],
      ...['30-day trial. GDPR compliant. Talk to our team.', 'Zenvo reads receipts.'],
    ]);
  });

  it.each([
    ['awareness', 'See how it works.', 'Take a closer look.'],
    ['traffic', 'See all the details on our website.', 'Read more online.'],
    ['leads', 'Talk to our team.', 'Request more information.'],
    ['sales', 'Get started today.', 'Find out how to order.'],
  ] as const)('for %s invite to its action, the uses to the second', (objective, first, second) => {
    const nameless = { ...POOR, product: '', benefits: [['Send invoices']], claims: ['GDPR compliant'] };
    const lines = written('topic', nameless, 0, { ...BRIEF, objective });
    expect(lines.slice(0, 2)).toEqual([`Send invoices. ${second}`, `GDPR compliant. ${first}`]);
  });

  it('are neutral where the brief gives too little, other ones first in the next group', () => {
    const neutral = [
      'See how Zenvo works and decide if it fits your needs.',
      'Find all the details about Zenvo on our website.',
      'Have a question? Our team is happy to help. Get in touch.',
      'Visit our website and see the details for yourself.',
    ];
    const lead = 'Get to know Zenvo. Talk to our team.';
    expect(written('brand', POOR)).toEqual([lead, ...neutral.slice(0, 3)]);
    expect(written('brand', POOR, 1)).toEqual([lead, ...neutral.slice(1, 4)]);
    expect(written('brand', POOR, 8)).toEqual(written('brand', POOR, 1));
  });

  it('say a neutral sentence once, also where the product has a shorter name', () => {
    const { vocabulary } = readingOf();
    const descriptions = { ...vocabulary.descriptions, neutral: ['Meet {product}.'] };
    const product = 'Acme Customer Relation Suite';
    const lines = written('brand', { ...POOR, product, vocabulary: { ...vocabulary, descriptions } });
    expect(lines).toEqual([`Get to know ${product}. Talk to our team.`, `Meet ${product}.`]);
  });

  it('of the uses, where none is known, are neutral', () => {
    expect(written('benefit', POOR)[0]).toBe('See how Zenvo works and decide if it fits your needs.');
    expect(textAds('benefit', POOR)[0]?.description).toBe(
      'See how Zenvo works and decide if it fits your needs.',
    );
  });

  it('are as wide as Google counts: East Asian letters take two', () => {
    const sentences = ['会'.repeat(45), '計'.repeat(44)];
    expect(written('brand', { claims: [], sentences })).toContain(`${'計'.repeat(44)}.`);
    expect(written('brand', { claims: [], sentences }).join()).not.toContain('会');
  });

  it('have one sentence of the brief, another one in the next group, whole and with its own end', () => {
    const sentences = ['It reads receipts', 'Who needs paper?', 'Stay calm!', '会計が楽になる。'];
    const last = (index: number) => written('brand', { claims: [], sentences }, index)[2];
    expect([0, 1, 2, 3, 4].map(last)).toEqual([
      ...['It reads receipts.', 'Who needs paper?', 'Stay calm!', '会計が楽になる。', 'It reads receipts.'],
    ]);
    expect(written('brand', { sentences: ['Ends inside. Here', 'Other'] }, 0)[3]).toBe('Ends inside. Here.');
  });
});

describe('the uses in one sentence', () => {
  const sentence = (benefits: string[][], changes: Changes = {}) =>
    written('topic', { claims: [], sentences: [], benefits, ...changes })[1];
  const [paint, build] = [`Paint ${'a'.repeat(30)}`, `Build ${'b'.repeat(30)}`];

  it.each([
    ['one', [['Send mail']], 'Send mail with Zenvo.'],
    ['two', [['Send mail'], ['Chase debt']], 'Send mail and chase debt with Zenvo.'],
    [
      'three at most',
      [['Send mail'], ['Chase debt'], ['Pay tax'], ['Rest']],
      'Send mail, chase debt and pay tax with Zenvo.',
    ],
    [
      'two where three are too wide',
      [[paint], [build], ['Pay all the tax']],
      `${paint} and ${build.replace('B', 'b')} with Zenvo.`,
    ],
    [
      'shorter versions before fewer uses',
      [[paint, 'Paint art', 'Paint'], [build, 'Build'], ['Pay tax'], ['Rest']],
      'Paint, build and pay tax with Zenvo.',
    ],
    [
      'a name keeps its capital',
      [['Send mail'], ['Zenvo chats']],
      'Send mail and Zenvo chats. Request more information.',
    ],
  ])('%s', (_what, benefits, text) => expect(sentence(benefits)).toBe(text));

  it('invite where the product has no name', () => {
    expect(sentence([['Send mail']], { product: '' })).not.toContain('with');
  });

  it.each([
    ['Importar gastos', 'e'],
    ['Instalar programas', 'e'],
    ['Hilar lana', 'e'],
    ['Hierro viejo', 'y'],
    ['Ahimsa diaria', 'y'],
    ['Emitir facturas', 'y'],
  ])('Spanish: before “%s” the word is “%s”', (last, and) => {
    const text = sentence([['Controlar'], [last]], { vocabulary: es });
    expect(text).toContain(`Controlar ${and} ${last.toLowerCase()}`);
  });

  it('the vowel changes the word in Spanish only', () => {
    expect(sentence([['Send mail'], ['Import bills']])).toContain('Send mail and import bills');
  });
});

describe('the claims in one description', () => {
  const claims = (list: string[]) =>
    written('topic', { ...POOR, claims: list }, 0, { ...BRIEF, claims: list }).slice(0, 2);
  const [fifty, forty] = ['Aa'.repeat(25), 'Bc'.repeat(20)];

  it.each([
    [
      'all that fit, each a sentence, and the invitation',
      ['made here', 'open late'],
      'Made here. Open late. Talk to our team.',
    ],
    [
      'without the invitation where it has no room',
      [fifty, 'Cd'.repeat(13)],
      `${fifty}. ${'Cd'.repeat(13)}.`,
    ],
    [
      'one that does not fit is left out, a later one is not',
      [fifty, forty, 'open late'],
      `${fifty}. Open late. Talk to our team.`,
    ],
  ])('%s', (_what, list, text) => expect(claims(list)).toContain(text));

  it('one that fits alone is said without the others and without the invitation', () => {
    const eighty = 'Ef'.repeat(40);
    const list = [eighty, 'open late'];
    const lines = written('topic', { ...POOR, claims: ['Save 90%', ...list] }, 0, { ...BRIEF, claims: list });
    expect(lines[0]).toBe(`${eighty}.`);
    expect(lines.join()).not.toContain('Open late');
  });

  it('no claim leaves its place to neutral ones', () => {
    expect(claims([])).toEqual([
      'See how Zenvo works and decide if it fits your needs.',
      'Find all the details about Zenvo on our website.',
    ]);
  });

  it('a claim that cannot be shown leaves the others their sentence', () => {
    const list = ['GDPR compliant', 'open late'];
    const lines = written('topic', { ...POOR, claims: ['Save 90%', ...list] }, 0, { ...BRIEF, claims: list });
    expect(lines[0]).toBe('GDPR compliant. Talk to our team.');
  });
});

describe('the two text ads of LinkedIn', () => {
  it.each([
    [
      'brand',
      ['Zenvo', 'Zenvo: invoice app for dentists at small practices. Talk to our team.'],
      ['30-Day Trial', 'Send invoices by mail, chase late payers and export ledgers with Zenvo.'],
    ],
    [
      'topic',
      ['Invoice App for Dentists', 'Looking for an invoice app? Get to know Zenvo. Talk to our team.'],
      ['30-Day Trial', 'Send invoices by mail, chase late payers and export ledgers with Zenvo.'],
    ],
    [
      'audience',
      ['Zenvo for Dentists', 'Zenvo is made for dentists at small practices. Talk to our team.'],
      ['30-Day Trial', 'Send invoices by mail, chase late payers and export ledgers with Zenvo.'],
    ],
    [
      'benefit',
      ['Send Invoices by Mail', 'Send invoices by mail with Zenvo. Talk to our team.'],
      ['30-Day Trial', 'Chase late payers, export ledgers and match receipts with Zenvo.'],
    ],
  ] as const)('of the %s: the theme, then a claim and the uses', (kind, ...ads) => {
    expect(textAds(kind)).toEqual(ads.map(([headline, description]) => ({ headline, description })));
  });

  it('begin with another claim in the next group', () => {
    expect(textAds('brand', {}, 1)[1]?.headline).toBe('GDPR Compliant');
  });

  it('without claims have another headline of the audience, the brand, the action, else a neutral one', () => {
    const second = (changes: Changes) => textAds('brand', { claims: [], ...changes })[1]?.headline;
    expect(second({})).toBe('Zenvo for Dentists');
    expect(second(POOR)).toBe('Discover Zenvo');
    expect(textAds('brand', { ...POOR, product: '' }).map((ad) => ad.headline)).toEqual([
      ...['Talk to Our Team', 'Request More Information'],
    ]);
  });

  it('without uses have the claims, and neutral descriptions that differ by group', () => {
    expect(textAds('brand', { benefits: [] })[1]?.description).toBe(
      '30-day trial. GDPR compliant. Talk to our team.',
    );
    expect(textAds('brand', POOR).map((ad) => ad.description)).toEqual([
      ...['Get to know Zenvo. Talk to our team.', 'See how Zenvo works and decide if it fits your needs.'],
    ]);
    expect(textAds('brand', POOR, 1)[1]?.description).toBe(
      'Find all the details about Zenvo on our website.',
    );
  });

  it('are empty where a language has nothing to say, for the checks to tell', () => {
    const { vocabulary } = readingOf();
    const none = { brand: [], topic: [], audience: [], benefit: [], neutral: [] };
    const no = ['', ''] as const;
    const actions = { awareness: no, traffic: no, leads: no, sales: no };
    const silent = {
      ...vocabulary,
      headlines: { ...none, actions },
      descriptions: { ...none, actions, joined: [] },
    };
    const nothing = { headline: '', description: '' };
    expect(textAds('brand', { ...POOR, vocabulary: silent })).toEqual([nothing, nothing]);
    expect(written('brand', { ...POOR, vocabulary: silent })).toEqual([]);
  });

  it('are as long as LinkedIn counts: East Asian letters take one', () => {
    const claims = ['会'.repeat(25)];
    expect(textAds('brand', { claims })[1]?.headline).toBe(claims[0]);
    expect(textAds('brand', { ...POOR, claims: ['計'.repeat(26)] })[1]?.headline).toBe('Discover Zenvo');
  });

  it('have headlines of 25 letters and descriptions of 75', () => {
    for (const { headline, description } of textAds('topic', {
      benefits: [['Send invoices by mail to everybody'.repeat(2)]],
    }))
      expect([headline.length <= 25, description.length <= 75]).toEqual([true, true]);
  });
});
