import { expect, it } from '@jest/globals';
import { describeWithPostgresql } from '../../../test/support/with-postgresql.js';
import { Signals } from './signals.js';

/** Longer than a test. */
const NEVER_MS = 3_600_000;
const log = { error: () => undefined };

describeWithPostgresql('signals', (cluster) => {
  const settings = () => ({ connectionString: cluster().connectionString });
  const listening = (count: number) => `select 1 where ${count} = (
    select count(*) from pg_stat_activity where application_name = 'concordat signals' and query like 'listen%')`;
  const until = async (query: string): Promise<void> => {
    while ((await cluster().query(query)).length === 0);
  };

  it('call who listens to the channel, also on a channel that was added later', async () => {
    const signals = new Signals({ settings: settings(), lookEveryMs: NEVER_MS, log });
    const heard: string[] = [];
    signals.on('one', () => heard.push('one'));
    signals.start();
    await until(listening(1));
    const stop = signals.on('two', () => heard.push('two'));
    // Something may have been sent before it was listened to.
    await new Promise<void>((resolve) => signals.on('last', resolve));
    const called = new Promise<void>((resolve) => signals.on('last', resolve));
    heard.length = 0;
    await cluster().query(`notify one; notify two; notify three; notify last`);
    await called;
    expect(heard).toEqual(['one', 'two']);
    stop();
    const calledAgain = new Promise<void>((resolve) => signals.on('last', resolve));
    await cluster().query(`notify two; notify last`);
    await calledAgain;
    expect(heard).toEqual(['one', 'two']);
    await signals.stop();
  });

  it('call everybody when the connection is back, because something may have been missed', async () => {
    const signals = new Signals({ settings: settings(), lookEveryMs: NEVER_MS, log });
    signals.on('one', () => undefined);
    signals.start();
    await until(listening(1));
    await new Promise<void>((resolve) => signals.on('two', resolve));
    const called = new Promise<void>((resolve) => signals.on('two', resolve));
    await cluster().query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'concordat signals'`,
    );
    await called;
    await until(listening(1));
    const heard = new Promise<void>((resolve) => signals.on('one', resolve));
    await cluster().query('notify one');
    await heard;
    await signals.stop();
  });

  it('say nothing of a connection that they close themselves, made or not', async () => {
    const told: string[] = [];
    const telling = { error: (_facts: object, message: string) => void told.push(message) };
    const made = new Signals({ settings: settings(), lookEveryMs: NEVER_MS, log: telling });
    made.start();
    await new Promise<void>((resolve) => made.on('one', resolve));
    await made.stop();
    const begun = new Signals({ settings: settings(), lookEveryMs: NEVER_MS, log: telling });
    begun.on('one', () => undefined);
    begun.start();
    await begun.stop();
    await until(
      `select 1 where not exists (select from pg_stat_activity where application_name = 'concordat signals')`,
    );
    expect(told).toEqual([]);
  });

  it('say that a connection was lost, and that there is another one', async () => {
    const told: string[] = [];
    const tell = (_facts: object, message: string) => void told.push(message);
    const signals = new Signals({ settings: settings(), lookEveryMs: NEVER_MS, log: { error: tell, info: tell } });
    const back = Promise.withResolvers<void>();
    signals.on('one', () => told.length === 2 && back.resolve());
    signals.start();
    await until(listening(1));
    await new Promise<void>((resolve) => signals.on('two', resolve));
    await cluster().query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'concordat signals'`,
    );
    await back.promise;
    expect(told).toEqual([
      'The connection that hears of changes was lost and is made again',
      'Changes are heard of over a new connection',
    ]);
    await signals.stop();
  });

  it('call everybody now and then, without any connection', async () => {
    const signals = new Signals({ settings: { connectionString: 'postgresql://[' }, lookEveryMs: 10, log });
    signals.start();
    await new Promise<void>((resolve) => signals.on('one', resolve));
    await signals.stop();
  });
});
