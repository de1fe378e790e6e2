import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Shape } from '../lib/shape.ts';
import { allShapes, recordFaults, withNewShapes, type ShapeRecord } from './support/shape-record.ts';

const ROOT = join(import.meta.dirname, '..');
const FILE = join(ROOT, 'tests/released/shapes.json');

/**
 * A red line here means that rows, jobs or events which exist would be read wrongly. Give the shape the next number and an
 * upcast from the one before (lib/shape.ts), then `npm run shapes` writes the new number down. What is written down is
 * never changed by that command; a number that no release has used yet may be taken out by hand.
 */
it('no stored shape has changed without a new number (npm run shapes writes new ones down)', async () => {
  const shapes = await allShapes(ROOT);
  const record = (existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {}) as ShapeRecord;
  const present = process.env['UPDATE'] ? withNewShapes(record, shapes) : record;
  if (process.env['UPDATE']) writeFileSync(FILE, `${JSON.stringify(present, null, 1)}\n`);
  expect(recordFaults(present, shapes)).toEqual([]);
  expect(shapes.size).toBeGreaterThan(8);
});

describe('the record of shapes', () => {
  const shapeOf = (number: number, schema: z.ZodType) =>
    new Shape({ name: 'note', number, schema, upcasts: { 1: (note: object) => note } });
  const notes = (number: number, schema: z.ZodType) => new Map([['x.note', shapeOf(number, schema)]]);
  const first = z.strictObject({ text: z.string() });
  const second = z.strictObject({ text: z.string(), tags: z.array(z.string()) });
  const record = withNewShapes({}, notes(1, first));

  it('takes a new number beside the old one, and says so as long as it is missing', () => {
    expect(recordFaults(record, notes(1, first))).toEqual([]);
    expect(recordFaults(record, notes(2, second))).toEqual(['x.note 2 is not written down']);
    const grown = withNewShapes(record, notes(2, second));
    expect(Object.keys(grown['x.note'] ?? {})).toEqual(['1', '2']);
    expect(recordFaults(grown, notes(2, second))).toEqual([]);
  });

  it('notices a number whose documents look different now, and never writes over it', () => {
    const changed = notes(1, second);
    expect(recordFaults(record, changed)).toEqual(['x.note 1 has changed']);
    expect(withNewShapes(record, changed)).toEqual(record);
  });

  it('notices a number that went back and a kind of document that nobody reads any more', () => {
    const grown = withNewShapes(record, notes(2, second));
    expect(recordFaults(grown, notes(1, first))).toEqual(['x.note was 2 already and is 1 now']);
    expect(recordFaults(record, new Map())).toEqual([
      'x.note is gone, and so are the readers of its documents',
    ]);
  });
});
