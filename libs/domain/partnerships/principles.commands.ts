import { z } from 'zod';
import { prose } from '#platform/values';

export const principleCommands = {
  AffirmPrinciples: z.strictObject({ version: z.int().min(1), note: prose(1000).optional() }),
};
