import { describe, expect, it } from 'vitest';
import type { AdAccount } from '../../../../contracts/platforms/ad-accounts.ts';
import type { Check } from '../../../../contracts/structure.ts';
import { AppError, type FieldFault } from '../../../../lib/errors.ts';
import { adGroup } from '../../../../rules/fixtures/examples.ts';
import { ACCOUNT, draftContent } from '../../content/domain/testing/content.ts';
import { contentFaults, dayIn, requireComplete, scheduleFaults } from './completeness.ts';

const inZone = (timeZone: string): AdAccount => ({
  id: ACCOUNT,
  platform: 'google-ads',
  externalId: '1',
  name: 'Main',
  currency: 'USD',
  timeZone,
  status: 'connected',
  limit: null,
  managers: [],
  access: 'full',
  hold: null,
  stateReadAt: '2026-01-01T00:00:00.000Z',
  changedAt: null,
  developerToken: null,
  createdAt: '2026-01-01T00:00:00.000Z',
});
const structure = { adGroups: [adGroup()] };

describe('what a version lacks', () => {
  const noStructure = {
    path: 'structure',
    code: 'FIELD_MISSING',
    message: 'The campaign has no ad groups yet.',
  };
  const noDeclarations = {
    path: 'declarations',
    code: 'FIELD_MISSING',
    message: 'Say whether this is European Union political advertising.',
  };
  it.each([
    ['ad groups and declarations', { structure: null, declarations: null }, [noStructure, noDeclarations]],
    ['ad groups', { structure: null }, [noStructure]],
    ['declarations', { structure, declarations: null }, [noDeclarations]],
    ['nothing', { structure }, []],
  ])('is told: %s', (_, overrides, faults) => {
    expect(contentFaults(draftContent(overrides))).toEqual(faults);
  });
});

describe('the schedule', () => {
  const at = new Date('2026-04-02T05:00:00.000Z');
  const startInPast = {
    path: 'schedule.startDate',
    code: 'START_IN_PAST',
    message: 'The start is in the past.',
  };
  const endInPast = { path: 'schedule.endDate', code: 'END_IN_PAST', message: 'The end is in the past.' };
  const [here, west, east] = ['UTC', 'America/Los_Angeles', 'Asia/Tokyo'];
  it.each<[string, { startDate: string; endDate?: string }, string[], boolean, FieldFault[]]>([
    ['begins today', { startDate: '2026-04-02' }, [here], false, []],
    ['began yesterday', { startDate: '2026-04-01' }, [here], false, [startInPast]],
    ['begins today where the account is', { startDate: '2026-04-01' }, [west], false, []],
    ['began yesterday where the account is', { startDate: '2026-03-31' }, [west], false, [startInPast]],
    ['begins today in the zone that is last', { startDate: '2026-04-01' }, [east, west, here], false, []],
    ['may begin yesterday while no account is known', { startDate: '2026-04-01' }, [], false, []],
    ['began before that', { startDate: '2026-03-31' }, [], false, [startInPast]],
    ['began long ago and is published', { startDate: '2025-01-01' }, [here], true, []],
    ['ends today', { startDate: '2026-04-02', endDate: '2026-04-02' }, [here], false, []],
    ['is over', { startDate: '2025-01-01', endDate: '2026-04-01' }, [here], true, [endInPast]],
    [
      'is over and was never published',
      { startDate: '2025-01-01', endDate: '2025-02-01' },
      [here],
      false,
      [startInPast, endInPast],
    ],
  ])('%s', (_, schedule, zones, published, faults) => {
    expect(scheduleFaults(draftContent({ schedule }), zones.map(inZone), at, published)).toEqual(faults);
  });

  it.each([
    ['UTC', '2026-04-02'],
    ['America/Los_Angeles', '2026-04-01'],
    ['Pacific/Kiritimati', '2026-04-02'],
    ['Nowhere/Land', '2026-04-02'],
  ])('has its days in %s, and in UTC where nobody knows the zone', (zone, day) => {
    expect(dayIn(zone, at)).toBe(day);
  });
});

describe('a complete campaign', () => {
  const check = (code: string, severity: Check['severity'] = 'error', path = 'x'): Check => ({
    platform: 'google-ads',
    severity,
    code,
    path,
    message: `This is ${code}.`,
  });
  const fault = (code: string, path = 'x') => ({ path, code, message: `This is ${code}.` });

  /** What a submission is refused with; null when it is not. */
  function refusalOf(faults: FieldFault[], checks: Check[]): { code: string; errors: unknown } | null {
    try {
      requireComplete(faults, checks);
      return null;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { code: error.code, errors: error.public.errors };
    }
  }
  const floor = 'BUDGET_BELOW_FLOOR';
  it.each<[string, FieldFault[], Check[], { code: string; errors: FieldFault[] } | null]>([
    ['is not stopped by warnings and losses', [], [check('A', 'warning'), check(floor, 'loss')], null],
    ['is stopped by an error', [], [check('A')], { code: 'CAMPAIGN_INCOMPLETE', errors: [fault('A')] }],
    ['is stopped by a fault', [fault('B')], [], { code: 'CAMPAIGN_INCOMPLETE', errors: [fault('B')] }],
    [
      'is stopped by both: the faults come first, and warnings do not come',
      [fault('B')],
      [check('W', 'warning'), check('A')],
      { code: 'CAMPAIGN_INCOMPLETE', errors: [fault('B'), fault('A')] },
    ],
    [
      'is below a floor when nothing else is wrong',
      [],
      [check(floor), check(floor, 'error', 'y')],
      { code: 'CAMPAIGN_BELOW_PLATFORM_FLOOR', errors: [fault(floor), fault(floor, 'y')] },
    ],
    [
      'is not merely below a floor when something else is wrong',
      [],
      [check(floor), check('A')],
      { code: 'CAMPAIGN_INCOMPLETE', errors: [fault(floor), fault('A')] },
    ],
    [
      'is told the first fifty things that are wrong',
      Array.from({ length: 51 }, (_, i) => fault('B', `x.${i}`)),
      [],
      { code: 'CAMPAIGN_INCOMPLETE', errors: Array.from({ length: 50 }, (_, i) => fault('B', `x.${i}`)) },
    ],
  ])('%s', (_, faults, checks, wanted) => {
    expect(refusalOf(faults, checks)).toEqual(wanted);
  });
});
