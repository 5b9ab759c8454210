export {
  DateScalar,
  DateTimeScalar,
  NonNegativeIntScalar,
  PositionScalar,
  scalarResolvers,
  UuidScalar,
} from './scalars.js';
