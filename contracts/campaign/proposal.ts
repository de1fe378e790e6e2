import { z } from 'zod';
import { Day, Micros, Money } from '../values.ts';
import { BudgetShare } from './input.ts';

export const Evidence = z
  .strictObject({
    windowDays: z.int(),
    from: Day,
    to: Day,
    facts: z.array(z.strictObject({ label: z.string(), value: z.number(), unit: z.string() })),
    probabilityBetter: z.number().min(0).max(1),
    factVersion: z.int(),
    method: z.string(),
  })
  .meta({ id: 'Evidence' });

export const Range = z.strictObject({
  low: z.number(),
  expected: z.number(),
  high: z.number(),
  unit: z.string(),
});

/** A change of the campaign that a recommendation proposes; money in it never exceeds the approved total. */
export const ProposedChange = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('shift_budget'), split: z.array(BudgetShare).min(1).max(2) }),
    z.strictObject({
      kind: z.literal('lower_budget'),
      dailyMicros: Micros.min(1),
      split: z.array(BudgetShare),
    }),
  ])
  .meta({ id: 'ProposedChange' });
export type ProposedChange = z.infer<typeof ProposedChange>;

/** What analytics says: the change, why, what it should bring and what it costs if it is wrong. */
export const Proposal = z
  .strictObject({
    change: ProposedChange,
    evidence: Evidence,
    expected: Range,
    costIfWrong: Money,
    validForDays: z.int().min(1),
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof Proposal>;
