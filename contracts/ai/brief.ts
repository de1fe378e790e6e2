import { z } from 'zod';
import { Budget, Objective } from '../campaign/input.ts';
import { HttpUrl, Platform, line, text } from '../values.ts';

export const Brief = z
  .strictObject({
    product: line(200),
    description: text(4000).min(1),
    audience: text(1000).min(1),
    landingPageUrl: HttpUrl,
    objective: Objective,
    platforms: z.array(Platform).min(1).max(2),
    budget: Budget.optional(),
    locations: z.array(z.string().max(40)).min(1).max(50),
    languages: z
      .array(z.string().regex(/^[a-z]{2}$/))
      .min(1)
      .max(10),
    tone: line(100).optional(),
    claims: z.array(line(200)).max(20).default([]),
  })
  .meta({ id: 'Brief' });
export type Brief = z.infer<typeof Brief>;
