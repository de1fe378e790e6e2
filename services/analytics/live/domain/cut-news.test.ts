import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { News } from '../../../../contracts/analytics/news.ts';
import { cutNews } from './cut-news.ts';

const figure = (number: number) => ({ number, from: '2026-11-01', to: '2026-11-01', days: null });
const alert = (number: number) => ({ number }) as News['alerts'][number];

it('whoever asks from each answer to the next is told everything once, in order', () => {
  const kinds = fc.array(fc.boolean(), { maxLength: 60 });
  fc.assert(
    fc.property(kinds, fc.integer({ min: 1, max: 7 }), (isFigure, count) => {
      const told: number[] = [];
      let last = 0;
      for (let answers = 0; answers <= isFigure.length; answers += 1) {
        const rest = isFigure.map((of, i) => ({ of, number: i + 1 })).filter(({ number }) => number > last);
        const figures = rest.filter(({ of }) => of).slice(0, count);
        const alerts = rest.filter(({ of }) => !of).slice(0, count);
        const news = cutNews(
          isFigure.length,
          figures.map(({ number }) => figure(number)),
          alerts.map(({ number }) => alert(number)),
          count,
        );
        told.push(...[...news.figures, ...news.alerts].map(({ number }) => number).sort((a, b) => a - b));
        last = news.last;
        if (!news.more) break;
      }
      expect(told).toEqual(isFigure.map((_, i) => i + 1));
    }),
  );
});

it('what was numbered after the count was read waits for the next answer', () => {
  expect(cutNews(3, [figure(3), figure(4)], [alert(5)], 20)).toMatchObject({
    last: 3,
    more: false,
    figures: [{ number: 3 }],
    alerts: [],
  });
});
