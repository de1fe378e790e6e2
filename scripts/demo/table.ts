/** A table of text: the first column aligned left, the others right, with a rule below the head and above the foot. */
export function table(
  head: readonly string[],
  rows: readonly string[][],
  foot?: readonly string[],
): string[] {
  const all = [head, ...rows, ...(foot ? [foot] : [])];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    widths
      .map((width, i) => (i === 0 ? (row[i] ?? '').padEnd(width) : (row[i] ?? '').padStart(width)))
      .join('   ')
      .trimEnd();
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width, 3 * (widths.length - 1)));
  return [line(head), rule, ...rows.map(line), ...(foot ? [rule, line(foot)] : [])];
}
