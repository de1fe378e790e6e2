/** Resolves on the first SIGINT or SIGTERM; a second one ends the process at once. */
export function untilSignal(process: NodeJS.Process): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const onSignal = () => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}
