import type { Agent } from 'node:http';
import { request } from 'node:http';
import { describedRoutes } from '../../../tests/support/http.ts';

/** Every method that a client can write, those that no route here has among them. */
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE'] as const;
const SOME_ID = '00000000-0000-4000-8000-000000000000';

type Described = { path: string; methods: readonly string[] };
const declared = describedRoutes().map((route) => {
  const [method = '', template = ''] = route.split(' ');
  return { method, template };
});
const matches = (template: string, path: string) =>
  new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);

/** Every path of the API's description, filled in, with all methods that the description has for it. */
export const describedPaths: readonly Described[] = [
  ...new Set(declared.map(({ template }) => template.replaceAll(/\{\w+\}/g, SOME_ID))),
].map((path) => ({
  path,
  methods: [
    ...new Set(declared.filter(({ template }) => matches(template, path)).map(({ method }) => method)),
  ].sort(),
}));

/** Asks with any method, TRACE included, which `fetch` refuses to send. Gives the status and the `Allow` of the answer, sorted. */
export function askWith(
  agent: Agent,
  method: string,
  url: string,
): Promise<{ status: number; allow: string[] }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, method }, (answer) => {
      answer.resume();
      const allow = (answer.headers.allow ?? '').split(', ').filter(Boolean).sort();
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, allow }));
    });
    asked.on('error', reject);
    asked.end();
  });
}
