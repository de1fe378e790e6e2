import { expect, it } from 'vitest';
import { linkFault, type Side, type Standing } from './link.ts';

const external: Side = { id: 'e', isExternal: true, platforms: ['google-ads'], currency: 'USD' };
const ours: Side = { id: 'o', isExternal: false, platforms: ['google-ads', 'linkedin-ads'], currency: 'USD' };
const alone: Standing = { isLinked: false, canonical: new Map(), ids: new Map() };
const CONFLICT = 'CAMPAIGN_LINK_CONFLICT';

it('lets an external campaign be the same as one of ours or another external one', () => {
  expect(linkFault(external, ours, alone)).toBe(null);
  expect(linkFault(external, { ...external, id: 'f' }, alone)).toBe(null);
});

it.each<[string, Side, Side, Partial<Standing>, string]>([
  ['one of ours is not linked into another', ours, external, {}, CONFLICT],
  ['it is linked already', external, ours, { isLinked: true }, CONFLICT],
  ['they are one already', external, external, {}, CONFLICT],
  ['their groups are one already', external, ours, { canonical: new Map([['e', 'o']]) }, CONFLICT],
  ['they are on different platforms', external, { ...ours, platforms: ['linkedin-ads'] }, {}, CONFLICT],
  ['their currencies differ', external, { ...ours, currency: 'EUR' }, {}, 'CAMPAIGN_LINK_CURRENCY'],
  [
    'their ids differ',
    external,
    ours,
    {
      ids: new Map([
        ['e', ['1']],
        ['o', ['2']],
      ]),
    },
    CONFLICT,
  ],
  [
    'the ids of their groups differ',
    external,
    ours,
    {
      canonical: new Map([
        ['m', 'o'],
        ['o', 'o'],
      ]),
      ids: new Map([
        ['e', ['1']],
        ['m', ['2']],
      ]),
    },
    CONFLICT,
  ],
])('refuses a link: %s', (_why, campaign, into, standing, code) => {
  expect(linkFault(campaign, into, { ...alone, ...standing })).toMatchObject({ code });
});

it('takes the same id for the same campaign, and an id on one side only for no contradiction', () => {
  const ids = new Map([
    ['e', ['1']],
    ['o', ['1', '2']],
  ]);
  expect(linkFault(external, ours, { ...alone, ids })).toBe(null);
  expect(linkFault(external, ours, { ...alone, ids: new Map([['e', ['1']]]) })).toBe(null);
});
