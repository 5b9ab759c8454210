import type { CodegenConfig } from '@graphql-codegen/cli';

/** TypeScript types of the schema, checked in: `npm run generate`. */
const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  generates: {
    'libs/platform/graphql/schema.generated.ts': {
      plugins: ['typescript'],
      config: {
        scalars: { ID: 'string', Date: 'string', DateTime: 'string', UUID: 'string', Position: 'string' },
        enumsAsTypes: true,
        immutableTypes: true,
        useTypeImports: true,
        defaultScalarType: 'unknown',
      },
    },
  },
};
export default config;
