const serversIn = (url: string): string[] => url.split(',').map((server) => server.trim());

/** Whether every server of a NATS_URL is reached over TLS. */
export const speaksTls = (url: string): boolean =>
  serversIn(url).every((server) => server.startsWith('tls://'));

/** The names and IP addresses of the servers of a NATS_URL. @throws TypeError when it is no URL */
export const hostsOf = (url: string): string[] =>
  serversIn(url).map((server) => new URL(server).hostname.replace(/^\[(.*)\]$/, '$1'));
