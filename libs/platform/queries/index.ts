export { type ListSource } from './list-parameter.js';
export { byEngine, isAmong, jsonTextAt, laterListOf, listOf, pairsOf, textRows } from './portable.js';
export { PortablePostgresQueryCompiler } from './postgres-query-compiler.js';
export { engineOf, isUnfitValue, type QueryEngine } from './query-engine.js';
export { SteadySqliteDialect, SteadySqliteQueryCompiler } from './sqlite-query-compiler.js';
