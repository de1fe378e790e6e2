import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parseAllDocuments, parseDocument } from 'yaml';

export const ROOT = join(import.meta.dirname, '../..');
export const readText = (path: string) => readFileSync(join(ROOT, path), 'utf8');

export type Manifest = {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
} & Record<string, unknown>;

/** A YAML file with its anchors and merges resolved. @throws when it does not parse */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, { merge: true });
  if (document.errors[0]) throw document.errors[0];
  return document.toJS() as unknown;
}

/** Every manifest of a folder's own files, as `kubectl apply -f` takes them; a secrets file is left out. */
export function readManifests(folder: string): Manifest[] {
  const files = readdirSync(join(ROOT, folder)).filter((f) => /^(?!secrets|kustomization).*\.yaml$/.test(f));
  return files.sort().flatMap((file) => parseManifests(readText(join(folder, file))));
}

export function parseManifests(text: string): Manifest[] {
  return parseAllDocuments(text).map((document) => {
    if (document.errors[0]) throw document.errors[0];
    return document.toJS() as Manifest;
  });
}

type Model = new (data: object) => { validate(): void };

/** What kubernetes-models finds wrong with the values: types, enums, patterns, what is missing. */
export async function invalidValues(manifests: readonly Manifest[]): Promise<string[]> {
  const faults: string[] = [];
  for (const manifest of manifests) {
    const path = `kubernetes-models/${manifest.apiVersion}/${manifest.kind}`;
    try {
      const module = (await import(path)) as Record<string, Model>;
      new module[manifest.kind]!(manifest).validate();
    } catch (error) {
      faults.push(`${manifest.kind} ${manifest.metadata.name}: ${(error as Error).message}`);
    }
  }
  return faults;
}

/**
 * Keys that Kubernetes does not know. kubernetes-models lets them pass, so its types are asked: each manifest becomes an
 * object literal of its type, and TypeScript refuses a literal's excess properties at any depth.
 */
export function unknownKeys(manifests: readonly Manifest[]): string[] {
  const file = join(ROOT, 'tests/support/manifests.generated.ts');
  const text = manifests
    .map((m, i) => {
      const type = `import('kubernetes-models/${m.apiVersion}/${m.kind}').I${m.kind}`;
      return `export const m${i}: ${type} = ${JSON.stringify(m)};`;
    })
    .join('\n');
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2024,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const [fileExists, getSourceFile] = [host.fileExists.bind(host), host.getSourceFile.bind(host)];
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, version) =>
    name === file ? ts.createSourceFile(name, text, version) : getSourceFile(name, version);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map((d) => ts.flattenDiagnosticMessageText(d.messageText, ' '));
}

type Selector = {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
};
type Peer = {
  podSelector?: Selector;
  namespaceSelector?: Selector;
  ipBlock?: { cidr: string; except?: string[] };
};
type Rule = { to?: Peer[]; from?: Peer[]; ports?: { protocol: string; port: number; endPort?: number }[] };
type Policy = { spec: { podSelector: Selector; policyTypes: string[]; egress?: Rule[]; ingress?: Rule[] } };
export type Pods = Record<string, Record<string, string>>;

/** Who may talk to whom as `from -> to:ports`, one line an edge, from the policies' own words. `pods`: labels by name. */
export function policyEdges(
  policies: readonly Manifest[],
  pods: Pods,
): { egress: string[]; ingress: string[] } {
  const edges = { egress: new Set<string>(), ingress: new Set<string>() };
  for (const { spec } of policies as unknown as Policy[]) {
    const subjects = chosen(spec.podSelector, pods);
    for (const rule of spec.egress ?? []) {
      for (const to of peers(rule.to, pods))
        for (const s of subjects) edges.egress.add(`${s} -> ${to}:${portsOf(rule)}`);
    }
    for (const rule of spec.ingress ?? []) {
      for (const from of peers(rule.from, pods)) {
        for (const s of subjects) edges.ingress.add(`${from} -> ${s}:${portsOf(rule)}`);
      }
    }
  }
  return { egress: [...edges.egress].sort(), ingress: [...edges.ingress].sort() };
}

const portsOf = (rule: Rule) =>
  (rule.ports ?? [{ protocol: 'ANY', port: 0 }])
    .map((p) => `${p.protocol === 'TCP' ? '' : `${p.protocol} `}${p.port}${p.endPort ? `-${p.endPort}` : ''}`)
    .join(',');

function chosen(selector: Selector, pods: Pods): string[] {
  return Object.entries(pods)
    .filter(([, labels]) => matches(selector, labels))
    .map(([name]) => name);
}

function matches(
  { matchLabels = {}, matchExpressions = [] }: Selector,
  labels: Record<string, string>,
): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every((e) => {
      if (e.operator !== 'In') throw new Error(`${e.operator} is not read by this check`);
      return e.values?.includes(labels[e.key] ?? '') ?? false;
    })
  );
}

function peers(list: Peer[] | undefined, pods: Pods): string[] {
  if (!list) return ['ANYBODY'];
  return list.flatMap((peer) => {
    if (peer.ipBlock) {
      const { cidr, except = [] } = peer.ipBlock;
      if (cidr !== '0.0.0.0/0') return ['private'];
      return [except.length === 4 ? 'internet' : 'internet and cluster'];
    }
    const namespace = peer.namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'];
    if (peer.namespaceSelector) return [`namespace ${namespace ?? 'ANY'}`];
    return chosen(peer.podSelector ?? {}, pods);
  });
}
