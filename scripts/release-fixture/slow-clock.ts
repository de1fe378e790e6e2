/** Makes every clock of this process slow by so many milliseconds; gives what puts it right again. */
export function slowClock(milliseconds: number): () => void {
  const RealDate = globalThis.Date;
  const now = () => RealDate.now() - milliseconds;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, values: [], newTarget) =>
      Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget) as Date,
    get: (target, name, receiver) =>
      name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
  });
  return () => {
    globalThis.Date = RealDate;
  };
}
