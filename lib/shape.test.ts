import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Shape, ShapeBroken } from './shape.ts';

const Money = z.strictObject({ amountMicros: z.int(), currency: z.string() });
const shape = new Shape({
  name: 'budget',
  number: 3,
  schema: z.strictObject({ name: z.string(), daily: Money }),
  upcasts: {
    1: (older: { title: string; dailyMicros: number }) => ({
      name: older.title,
      dailyMicros: older.dailyMicros,
    }),
    2: (older: { name: string; dailyMicros: number }) => ({
      name: older.name,
      daily: { amountMicros: older.dailyMicros, currency: 'USD' },
    }),
  },
});
const today = { name: 'Spring', daily: { amountMicros: 5, currency: 'USD' } };

describe('a stored shape', () => {
  it('reads a document of every earlier number as today’s', () => {
    expect(shape.read({ title: 'Spring', dailyMicros: 5 }, 1)).toEqual(today);
    expect(shape.read({ name: 'Spring', dailyMicros: 5 }, 2)).toEqual(today);
    expect(shape.read(today, 3)).toEqual(today);
  });

  it('reads a newer document without the fields that it does not know, at any depth', () => {
    const newer = { ...today, tags: [], daily: { ...today.daily, source: 'x' } };
    expect(shape.read(newer, 4)).toEqual(today);
    expect(newer.daily.source).toBe('x');
  });

  it('lets today’s release write over what it knows whole, and not over what a newer one wrote', () => {
    for (const number of [1, 2, 3]) expect(() => shape.requireWritable(number)).not.toThrow();
    expect(() => shape.requireWritable(4)).toThrow(
      expect.objectContaining({ code: 'DEPENDENCY_UNAVAILABLE', status: 503 }),
    );
  });

  it('refuses what is not the shape of its number, and names paths, not content', () => {
    expect(() => shape.read({ ...today, tags: [] }, 3)).toThrow(ShapeBroken);
    expect(() => shape.read({ name: 'secret name' }, 3)).toThrow(
      'a stored budget of shape 3 is not readable: daily',
    );
    expect(() => shape.read({ name: 5, daily: today.daily, tags: [] }, 4)).toThrow(ShapeBroken);
  });

  it('cannot be made with a gap in its history', () => {
    const history = { name: 'budget', number: 3, schema: z.object({}), upcasts: { 2: () => ({}) } };
    expect(() => new Shape(history)).toThrow('budget: nothing brings shape 1 to shape 2');
  });

  it('travels with its number inside, the first shape without one', () => {
    const first = new Shape({ name: 'job', number: 1, schema: z.strictObject({ id: z.string() }) });
    expect(first.pack({ id: 'a' })).toEqual({ id: 'a' });
    expect(first.unpack({ id: 'a' })).toEqual({ id: 'a' });
    expect(first.unpack({ id: 'a', priority: 1, shape: 2 })).toEqual({ id: 'a' });
    expect(shape.pack(today)).toEqual({ ...today, shape: 3 });
    expect(shape.unpack(shape.pack(today))).toEqual(today);
    expect(shape.unpack({ title: 'Spring', dailyMicros: 5 })).toEqual(today);
    for (const broken of [null, 'text', { shape: 'x' }, { shape: 3 }])
      expect(() => shape.unpack(broken)).toThrow(ShapeBroken);
  });

  it('passes on as text only what has today’s number', () => {
    expect([2, 3, 4].map((number) => shape.isCurrent(number))).toEqual([false, true, false]);
    expect(JSON.parse(shape.write(today))).toEqual(today);
  });
});
