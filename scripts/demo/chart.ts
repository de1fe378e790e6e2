const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A horizontal bar of at most `width` characters, exact to an eighth. A value above zero has at least an eighth. */
export function bar(value: number, max: number, width: number): string {
  if (value <= 0 || max <= 0) return '';
  const eighths = Math.max(1, Math.round((Math.min(value, max) / max) * width * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

/** One measure of a chart: its title and the format of its values. */
export type Measure<K extends string> = { key: K; title: string; write: (value: number) => string };
type Point<K extends string> = { label: string } & Record<K, number>;

/** A chart with one line for each point and one bar for each measure; each measure has its own scale. */
export function barChart<K extends string>(
  points: readonly Point<K>[],
  measures: readonly Measure<K>[],
  width = 22,
): string[] {
  const labels = Math.max(0, ...points.map((point) => point.label.length));
  const columns = measures.map((measure) => {
    const max = Math.max(0, ...points.map((point) => point[measure.key]));
    const texts = points.map((point) => measure.write(point[measure.key]));
    const digits = Math.max(0, ...texts.map((text) => text.length));
    const cells = points.map(
      (point, i) =>
        `${bar(point[measure.key], max, width).padEnd(width)} ${(texts[i] ?? '').padStart(digits)}`,
    );
    return { title: measure.title.padEnd(width + 1 + digits), cells };
  });
  const line = (label: string, cells: readonly string[]) =>
    [label.padEnd(labels), ...cells].join('   ').trimEnd();
  const head = line(
    '',
    columns.map((c) => c.title),
  );
  return [
    head,
    ...points.map((point, i) =>
      line(
        point.label,
        columns.map((c) => c.cells[i] ?? ''),
      ),
    ),
  ];
}
