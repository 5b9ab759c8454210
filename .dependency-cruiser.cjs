/**
 * Imports point one way: domain to platform; deciders to nothing but their own words and value types. Checked on the
 * compiled output, where imports of types are gone: what is left is what really loads what.
 */
const SPECS = '\\.(spec|fixture)\\.js$';

module.exports = {
  forbidden: [
    {
      name: 'no-circular-at-run-time',
      comment: 'Modules that load one another in a circle see each other half made. Types may refer in circles.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'platform-knows-no-domain',
      severity: 'error',
      from: { path: '^dist/libs/platform', pathNot: SPECS },
      to: { path: '^dist/libs/domain' },
    },
    {
      name: 'libraries-know-no-application',
      severity: 'error',
      from: { path: '^dist/libs', pathNot: SPECS },
      to: { path: '^dist/(apps|test)' },
    },
    {
      name: 'contexts-meet-at-their-index',
      comment: 'A context uses another one only through its index.ts.',
      severity: 'error',
      from: { path: '^dist/libs/domain/([^/]+)/', pathNot: SPECS },
      to: { path: '^dist/libs/domain/[^/]+/(?!index\\.js$)', pathNot: '^dist/libs/domain/$1/' },
    },
    {
      name: 'platform-parts-meet-at-their-index',
      comment: 'Relative imports stay within a part of the platform. Specs may use the specification of deciders.',
      severity: 'error',
      from: { path: '^dist/libs/(platform|domain)/([^/]+)/', pathNot: SPECS },
      to: { path: '^dist/libs/platform/[^/]+/(?!index\\.js$)', pathNot: '^dist/libs/platform/$2/' },
    },
    {
      name: 'deciders-are-pure',
      comment:
        'Deciders and events import their own context’s words, event sourcing, value types and calendars: no I/O.',
      severity: 'error',
      from: { path: '\\.(decider|events)\\.js$' },
      to: {
        pathNot: [
          '^dist/libs/platform/(event-sourcing|values|working-days)/index\\.js$',
          '^dist/libs/platform/agreements/',
          '^dist/libs/domain/',
          'node_modules/(zod|date-holidays)/',
        ],
      },
    },
    {
      name: 'deciders-read-nothing',
      severity: 'error',
      from: { path: '\\.(decider|events)\\.js$' },
      to: {
        path: '\\.(queries|projection|resolver|aggregate|policy|mutations|tables)\\.js$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'production-runs-without-development-packages',
      severity: 'error',
      from: {
        path: '^dist/(libs|apps/(api|cli|process|worker))',
        pathNot: [SPECS, 'decider-specification', 'contract', '/ide/'],
      },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default', 'types'] },
  },
};
