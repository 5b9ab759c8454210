import { Agent, request } from 'node:http';
import { median } from '../benchmark.js';
import { defineProgram } from '../fresh-process.js';
import type { Question } from './questions.js';

export interface LatencyInput {
  readonly url: string;
  readonly question: Question;
  /** Requests measured, besides a fifth as many before. */
  readonly requests: number;
}

/** Asks one question after the other on one connection. @returns the median time to the whole answer, in milliseconds */
export const medianLatency = defineProgram(import.meta.url, async (input: LatencyInput): Promise<number> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { query, variables } = input.question;
  const body = JSON.stringify({ query, variables });
  for (let count = 0; count < input.requests / 5; count++) await timeOf(input.url, agent, body);
  const times: number[] = [];
  while (times.length < input.requests) times.push(await timeOf(input.url, agent, body));
  agent.destroy();
  return median(times);
});

function timeOf(url: string, agent: Agent, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const headers = { 'content-type': 'application/json', authorization: 'Bearer bench' };
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      response.on('data', () => undefined);
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - start);
        else reject(new Error(`${url} answered ${response.statusCode}.`));
      });
    });
    asked.once('error', reject);
    asked.end(body);
  });
}
