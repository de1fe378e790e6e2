/** The table of arrows in docs/architecture.md, as rules. tests/architecture.test.ts runs them. */
const service = '^services/(auth|campaign|ai|analytics|platforms|gateway)';
/** Any room of any service: `services/<service>/` and the folders below it. */
const room = '^services/[^/]+/.*';
const notTest = '(\\.test\\.ts|\\.suite\\.ts|/tests/|/fixtures/)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-is-pure',
      comment:
        'a domain imports its own folder, rules, contracts and lib (without settings), nothing that does anything',
      severity: 'error',
      from: { path: `${room}domain/`, pathNot: notTest },
      to: {
        pathNot: [
          `${room}domain/`,
          '^rules/',
          '^contracts/',
          '^lib/(?!environment|settings)',
          '^node_modules/(zod|uuid|csv-parse)',
          '^(node:)?(crypto|buffer|util)$',
        ],
      },
    },
    {
      name: 'domain-of-its-own-service',
      severity: 'error',
      from: { path: '^services/([^/]+)/.*domain/', pathNot: notTest },
      to: { path: '^services/', pathNot: '^services/$1/.*domain/' },
    },
    {
      name: 'services-talk-by-contract',
      severity: 'error',
      from: { path: `${service}/`, pathNot: notTest },
      to: { path: '^services/([^/]+)/', pathNot: '^services/$1/' },
    },
    {
      name: 'stores-know-no-frame',
      severity: 'error',
      from: { path: `${room}\\b(store|models|migrations)(/|\\.ts)`, pathNot: notTest },
      to: { path: ['^node_modules/moleculer', '^mixins/(?!storage\\.mixin|database\\.mixin)'] },
    },
    {
      name: 'only-stores-and-mixins-use-storage',
      severity: 'error',
      from: { path: `${room}(domain|http|google-ads|linkedin-ads|openai)/`, pathNot: notTest },
      to: { path: '^storage/' },
    },
    {
      name: 'handlers-know-no-storage-and-no-vendor',
      comment:
        'actions, jobs, their steps and listeners use the store and the port of their service (types are free)',
      severity: 'error',
      from: { path: `${room}(actions|jobs|steps|events)/`, pathNot: notTest },
      to: {
        path: '^(storage|services/platforms/(google-ads|linkedin-ads))/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'vendors-stand-alone',
      severity: 'error',
      from: { path: '^services/platforms/(google-ads|linkedin-ads|vendor)/', pathNot: notTest },
      to: {
        path: [
          '^node_modules/(moleculer|sequelize|pg)',
          '^(storage|mixins|packages)/',
          '^services/platforms/(connections|ledger)/',
        ],
      },
    },
    {
      name: 'vendors-know-not-each-other',
      severity: 'error',
      from: { path: '^services/platforms/(google-ads|linkedin-ads)/', pathNot: notTest },
      to: { path: '^services/platforms/(google-ads|linkedin-ads)/', pathNot: '^services/platforms/$1/' },
    },
    {
      name: 'contracts-only-describe',
      severity: 'error',
      from: { path: '^contracts/', pathNot: notTest },
      to: {
        pathNot: [
          '^contracts/',
          '^lib/(errors|money|time|shape|visible-text)\\.ts$',
          '^node_modules/(zod|tlds)/',
        ],
      },
    },
    {
      name: 'rules-are-data-and-checks',
      comment: 'what platforms allow, and pure checks of it: contracts and lib (without settings) only',
      severity: 'error',
      from: { path: '^rules/', pathNot: notTest },
      to: { pathNot: ['^rules/', '^contracts/', '^lib/(?!environment|settings)'] },
    },
    {
      name: 'rules-are-for-services',
      comment:
        'nothing below the services knows platforms; the simulators have their own rules, so that no mistake is shared',
      severity: 'error',
      from: { path: '^(lib|contracts|storage|mixins|packages)/', pathNot: notTest },
      to: { path: '^rules/' },
    },
    {
      name: 'mixins-know-no-service',
      severity: 'error',
      from: { path: '^mixins/', pathNot: notTest },
      to: { path: '^(services|packages|scripts)/' },
    },
    {
      name: 'the-door-knows-no-transport',
      comment: 'HTTP and gRPC servers compose the door: it takes and gives plain values',
      severity: 'error',
      from: { path: '^mixins/door/', pathNot: notTest },
      to: { path: ['^(node:)?(http|https|http2)$', '^node_modules/(moleculer-web|helmet)', '^services/'] },
    },
    {
      name: 'storage-knows-no-frame',
      severity: 'error',
      from: { path: '^storage/', pathNot: notTest },
      to: { path: ['^node_modules/moleculer', '^(services|mixins|contracts|scripts)/'] },
    },
    {
      name: 'packages-stand-alone',
      comment:
        'a package and its tests share nothing with the product, so that a mistake of one cannot hide in the other; ' +
        'a package may build on local-servers (tests/packages.test.ts: what it declares)',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^(?!node_modules|packages/($1|local-servers)/|(node:)?[a-z_/]+$)' },
    },
    {
      name: 'packages-by-name',
      comment:
        'outside their folders packages are what is installed: @sip/<package>/<module>, within its exports',
      severity: 'error',
      from: { pathNot: '^packages/' },
      to: { path: '^packages/', dependencyTypesNot: ['aliased-workspace'] },
    },
    {
      name: 'lib-stands-alone',
      severity: 'error',
      from: { path: '^lib/', pathNot: notTest },
      to: { pathNot: ['^lib/', '^node_modules/zod', '^(node:)?[a-z_/]+$'] },
    },
    {
      name: 'environment-at-the-roots-only',
      comment: 'composition roots read the environment; everything else is given values (types are free)',
      severity: 'error',
      from: { pathNot: ['^mixins/runner\\.ts$', '^scripts/', '^bench/', '^eval/', '^tests/', notTest] },
      to: { path: '^lib/environment\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'settings-are-declared-and-given',
      comment:
        'who parses or declares settings: composition roots, service files (for moleculer-runner) and the declarations',
      severity: 'error',
      from: {
        path: '^(services|mixins|storage|contracts|rules|lib)/',
        pathNot: [
          notTest,
          '\\.service\\.ts$',
          '^(lib/settings|storage/settings|mixins/node-settings|services/[^/]+/settings)\\.ts$',
          '^mixins/(runner|storage\\.mixin)\\.ts$',
        ],
      },
      to: {
        path: '^(lib/settings|storage/settings|mixins/node-settings|services/[^/]+/settings)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'the-client-knows-contracts-only',
      comment: 'whoever asks the API over HTTP knows what the contracts say, and nothing of how it is kept',
      severity: 'error',
      from: { path: '^client/', pathNot: notTest },
      to: {
        pathNot: [
          '^client/',
          '^contracts/',
          '^lib/(?!environment|settings)',
          '^node_modules/zod',
          '^(node:)?[a-z_/]+$',
        ],
      },
    },
    {
      name: 'services-are-no-clients',
      comment: 'services call each other by contract over the bus, never over HTTP',
      severity: 'error',
      from: { path: '^(services|mixins|storage|rules|lib|contracts)/', pathNot: notTest },
      to: { path: '^client/' },
    },
    {
      name: 'the-judge-stands-apart',
      comment:
        'whoever judges the ai service asks it over HTTP and shares no rule, checker or vocabulary with it, so that no mistake ' +
        'is shared; it may know the wire, and start the product',
      severity: 'error',
      from: { path: '^eval/' },
      to: {
        pathNot: [
          '^eval/',
          '^client/',
          '^contracts/',
          '^lib/environment',
          '^scripts/demo/(product|failure)\\.ts$',
          '^packages/ad-sandbox/openai/',
          '^node_modules/',
          '^(node:)?[a-z_/]+$',
        ],
      },
    },
    {
      name: 'nobody-reads-the-judge',
      comment: 'what is expected of a generator is no source for it',
      severity: 'error',
      from: { pathNot: '^eval/' },
      to: { path: '^eval/' },
    },
    {
      name: 'the-product-runs-without-its-packages',
      severity: 'error',
      from: { path: '^(services|mixins|storage|rules|lib|contracts|client)/', pathNot: notTest },
      to: { path: '^packages/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(coverage|\\.data|node_modules/(?!zod|moleculer|sequelize|pg|uuid|csv-parse))' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
