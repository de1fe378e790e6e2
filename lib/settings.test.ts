import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineSettings, flag, list, parseSettings, port, SettingsError, wholeNumber } from './settings.ts';

const lamp = defineSettings({
  shape: {
    LAMP_PORT: port(80),
    LAMP_KEY: z.string().min(8, 'at least 8 bytes').optional(),
    LAMP_ON: flag(false),
  },
  secrets: ['LAMP_KEY'],
  neededInProduction: ['LAMP_KEY'],
});
const house = defineSettings({
  includes: [lamp],
  shape: { ROOMS: wholeNumber(4), NAMES: list, STREET: z.string().optional() },
  checkProduction: ({ STREET }) => (STREET ? [] : ['STREET: a house needs one']),
  derive: ({ NAMES, ...values }, production) => ({ ...values, names: NAMES, production }),
});

/** The message of a refusal; empty when nothing is refused. */
function faultsOf(environment: Record<string, string>, definitions = { house }): string {
  try {
    parseSettings(environment, definitions);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message;
  }
}

describe('settings', () => {
  it('have their defaults where the environment has nothing, or nothing but an empty text', () => {
    const defaults = { LAMP_PORT: 80, LAMP_ON: false, ROOMS: 4, names: [], production: false };
    expect(parseSettings({}, { house })).toEqual({ house: defaults });
    expect(parseSettings({ LAMP_PORT: '', ROOMS: '', NAMES: '', LAMP_ON: '' }, { house })).toEqual({
      house: defaults,
    });
  });

  it('are read as numbers, flags and lists', () => {
    const environment = { LAMP_PORT: '8080', LAMP_ON: 'true', ROOMS: '5', NAMES: ' a, b,,c ' };
    expect(parseSettings(environment, { house }).house).toMatchObject({
      LAMP_PORT: 8080,
      LAMP_ON: true,
      ROOMS: 5,
      names: ['a', 'b', 'c'],
    });
  });

  it('are given to each definition under its key, and hold nothing that it does not declare', () => {
    const parsed = parseSettings({ LAMP_PORT: '1', ROOMS: '2', OTHER: '3' }, { lamp, house });
    expect(parsed.lamp).toEqual({ LAMP_PORT: 1, LAMP_ON: false });
    expect(Object.keys(parsed.house)).not.toContain('OTHER');
  });

  it('list every fault at once, each of them once, a line each', () => {
    const environment = { LAMP_PORT: '70000', ROOMS: 'many', LAMP_ON: 'yes', LAMP_KEY: 'short' };
    const lines = faultsOf(environment, { house, lamp } as { house: typeof house }).split('\n');
    expect(lines[0]).toBe('Settings are wrong:');
    expect(
      lines
        .slice(1)
        .map((line) => /^ {2}- (\w+): \S/.exec(line)?.[1])
        .sort(),
    ).toEqual(['LAMP_KEY', 'LAMP_ON', 'LAMP_PORT', 'ROOMS']);
  });

  it('with one fault say it in one sentence', () => {
    expect(faultsOf({ LAMP_KEY: 'short' })).toBe('LAMP_KEY: at least 8 bytes');
  });
});

describe('in production settings', () => {
  const production = { NODE_ENV: 'production', LAMP_KEY: 'k2J8vQm4Zr7Lw1Xt', STREET: 'Elm' };

  it('are complete, and definitions know that it is production', () => {
    expect(parseSettings(production, { house }).house.production).toBe(true);
    expect(faultsOf({ NODE_ENV: 'production' })).toMatch(
      /LAMP_KEY: needed in production[\s\S]*STREET: a house/,
    );
    expect(faultsOf({ NODE_ENV: 'test' })).toBe('');
  });

  it.each(['change-me-change-me', 'an-example-key', '<at least 8 bytes>', 'your-key-here', 'xxxxxxxxxx'])(
    'are refused with the example secret %s',
    (LAMP_KEY) => {
      expect(faultsOf({ ...production, LAMP_KEY })).toBe(
        'LAMP_KEY: an example value is refused in production',
      );
      expect(faultsOf({ ...production, NODE_ENV: 'development', LAMP_KEY })).toBe('');
    },
  );
});

it('a definition names what it reads, itself and by those that it includes', () => {
  expect(house.own).toEqual(['ROOMS', 'NAMES', 'STREET']);
  expect(house.names).toEqual(['LAMP_PORT', 'LAMP_KEY', 'LAMP_ON', 'ROOMS', 'NAMES', 'STREET']);
  expect([house.secrets, house.neededInProduction]).toEqual([['LAMP_KEY'], ['LAMP_KEY']]);
});
