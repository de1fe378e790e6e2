import { describe, expect, it } from 'vitest';
import { bar, barChart } from './chart.ts';
import { table } from './table.ts';

describe('a bar', () => {
  it.each([
    [0, 100, ''],
    [100, 100, '██████████'],
    [50, 100, '█████'],
    [51, 100, '█████▏'],
    [0.001, 100, '▏'],
    [250, 100, '██████████'],
    [5, 0, ''],
  ])('of %d out of %d', (value, most, drawn) => {
    expect(bar(value, most, 10)).toBe(drawn);
  });
});

it('draws measures beside each other, each on its own scale', () => {
  const points = [
    { label: 'one', spend: 100, results: 1 },
    { label: 'three', spend: 50, results: 4 },
  ];
  const lines = barChart(
    points,
    [
      { key: 'spend', title: 'Spend', write: (v) => `$${v}` },
      { key: 'results', title: 'Results', write: String },
    ],
    4,
  );
  expect(lines).toEqual([
    '        Spend       Results',
    'one     ████ $100   █    1',
    'three   ██    $50   ████ 4',
  ]);
});

it('aligns a table: words to the left, numbers to the right, a foot below a rule', () => {
  expect(
    table(
      ['Name', 'Spend'],
      [
        ['A', '$1'],
        ['Long', '$1,000'],
      ],
      ['Sum', '$1,001'],
    ),
  ).toEqual([
    'Name    Spend',
    '─────────────',
    'A          $1',
    'Long   $1,000',
    '─────────────',
    'Sum    $1,001',
  ]);
});
