/** Resolves on the first SIGINT or SIGTERM; a second one ends the process at once. */
export function untilSignal(process: NodeJS.Process): Promise<void> {
  return new Promise((resolve) => {
    let signalled = false;
    const onSignal = () => {
      if (signalled) process.exit(130);
      signalled = true;
      resolve();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}
