import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startProgram } from '../../support/child-program.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const PROGRAM = new URL('./ending-writer.js', import.meta.url);

describe('a writer thread that ends by itself', () => {
  it('ends the process, since nobody can say any more what was written', async () => {
    const folder = temporaryFolder();
    const input = join(folder.path, 'events.sqlite');
    const { code, errorOutput } = await startProgram({ program: PROGRAM, input }).ended;
    expect({ code, errorOutput }).toEqual({
      code: 70,
      errorOutput: expect.stringContaining('WriterEnded: the writer thread ended with exit code 1'),
    });
    folder.remove();
  });
});
