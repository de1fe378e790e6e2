const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A horizontal bar of at most `width` characters, exact to an eighth; what is above zero is always seen. */
export function bar(value: number, most: number, width: number): string {
  if (value <= 0 || most <= 0) return '';
  const eighths = Math.max(1, Math.round((Math.min(value, most) / most) * width * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

/** One measure of a chart: its title and how a value is written. */
export type Measure<K extends string> = { key: K; title: string; write: (value: number) => string };
type Point<K extends string> = { label: string } & Record<K, number>;

/** Bars of several measures beside each other, a line a point; each measure has a scale of its own. */
export function barChart<K extends string>(
  points: readonly Point<K>[],
  measures: readonly Measure<K>[],
  width = 22,
): string[] {
  const labels = Math.max(0, ...points.map((point) => point.label.length));
  const columns = measures.map((measure) => {
    const most = Math.max(0, ...points.map((point) => point[measure.key]));
    const texts = points.map((point) => measure.write(point[measure.key]));
    const digits = Math.max(0, ...texts.map((text) => text.length));
    const cells = points.map(
      (point, i) =>
        `${bar(point[measure.key], most, width).padEnd(width)} ${(texts[i] ?? '').padStart(digits)}`,
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
