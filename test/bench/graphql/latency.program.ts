import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { median } from '../benchmark.js';
import { defineProgram } from '../fresh-process.js';
import type { Question } from './questions.js';

export interface LatencyInput {
  readonly url: string;
  readonly question: Question;
  /** Asked with each of these in turn; left out, with the question's own. */
  readonly variables?: readonly Question['variables'][];
  /** Requests measured, besides a fifth as many before. */
  readonly requests: number;
}

/** What stands among a question's variables for a key that is new in each request. */
export const NEW_KEY = 'a new key';
/** How an answer begins to say that something was wrong. */
const REFUSALS = ['"errors":[{', '"userErrors":[{'];

/** Asks one question after the other on one connection. @returns the median time to the whole answer, in milliseconds */
export const medianLatency = defineProgram(import.meta.url, async (input: LatencyInput): Promise<number> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { query, variables: own } = input.question;
  const bodies = (input.variables ?? [own]).map((variables) => JSON.stringify({ query, variables }));
  const ask = (count: number) => {
    const body = bodies[count % bodies.length] ?? '';
    return timeOf(input.url, agent, body.includes(NEW_KEY) ? body.replace(NEW_KEY, randomUUID()) : body);
  };
  for (let count = 0; count < input.requests / 5; count++) await ask(count);
  const times: number[] = [];
  while (times.length < input.requests) times.push(await ask(times.length));
  agent.destroy();
  return median(times);
});

function timeOf(url: string, agent: Agent, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const headers = { 'content-type': 'application/json', authorization: 'Bearer bench' };
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', reject);
      response.once('end', () => {
        const took = performance.now() - start;
        const answer = Buffer.concat(parts).toString();
        if (response.statusCode === 200 && !REFUSALS.some((refusal) => answer.includes(refusal))) resolve(took);
        else reject(new Error(`${url} answered ${response.statusCode}: ${answer}`));
      });
    });
    asked.once('error', reject);
    asked.end(body);
  });
}
