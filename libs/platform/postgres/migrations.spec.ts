import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { describeWithPostgresql } from '../../../test/support/with-postgresql.js';
import {
  assertMigrated,
  grantTo,
  migrate,
  SchemaMismatchError,
  SchemaRoleError,
  type SchemaDefinition,
} from './migrations.js';
import { openPool } from './pool.js';

const first: SchemaDefinition = {
  schema: 'notes',
  migrations: {
    '001-notes': {
      async up(database) {
        await sql`create table notes.notes (id integer primary key); insert into notes.notes values (1)`.execute(
          database,
        );
      },
    },
  },
  grants: (role) => [`grant usage on schema notes to ${role}`, `grant select on all tables in schema notes to ${role}`],
};

const second: SchemaDefinition = {
  ...first,
  migrations: {
    ...first.migrations,
    '002-text': {
      async up(database) {
        await sql`alter table notes.notes add column text text`.execute(database);
      },
    },
  },
};

const failing: SchemaDefinition = {
  ...second,
  migrations: {
    ...second.migrations,
    '003-fails': {
      async up(database) {
        await sql`create table notes.others (id integer)`.execute(database);
        await sql`select 1 / 0`.execute(database);
      },
    },
  },
};

describeWithPostgresql('migrations', (cluster) => {
  const inNewDatabase = async (
    work: (pool: ReturnType<typeof openPool>, at: string) => Promise<void>,
  ): Promise<void> => {
    const connectionString = await cluster().createDatabase();
    const pool = openPool({ connectionString }, 'migrations');
    try {
      await work(pool, connectionString);
    } finally {
      await pool.end();
    }
  };

  it('run once, in order, however many processes start them at once', async () => {
    await inNewDatabase(async (pool, connectionString) => {
      const others = Array.from({ length: 4 }, () => openPool({ connectionString }, 'migrations'));
      const ran = await Promise.all([pool, ...others].map((each) => migrate(each, second)));
      expect(ran.flat()).toEqual(['001-notes', '002-text']);
      await Promise.all(others.map((each) => each.end()));
      expect((await pool.query('select * from notes.notes')).rows).toEqual([{ id: 1, text: null }]);
    });
  });

  it('bring an older schema up to date, and refuse one that a newer version made', async () => {
    await inNewDatabase(async (pool) => {
      await expect(assertMigrated(pool, first)).rejects.toBeInstanceOf(SchemaMismatchError);
      expect(await migrate(pool, first)).toEqual(['001-notes']);
      await assertMigrated(pool, first);
      await expect(assertMigrated(pool, second)).rejects.toThrow('older than this version needs (missing: 002-text)');
      expect(await migrate(pool, second)).toEqual(['002-text']);
      await expect(assertMigrated(pool, first)).rejects.toThrow('made by a newer version (it has 002-text)');
      await expect(migrate(pool, first)).rejects.toBeInstanceOf(SchemaMismatchError);
    });
  });

  it('leave nothing of one that fails', async () => {
    await inNewDatabase(async (pool) => {
      await migrate(pool, second);
      await expect(migrate(pool, failing)).rejects.toThrow('division by zero');
      await assertMigrated(pool, second);
      await expect(pool.query('select * from notes.others')).rejects.toThrow('does not exist');
    });
  });

  it('give a role what it needs, whatever it is called', async () => {
    await inNewDatabase(async (pool, connectionString) => {
      await migrate(pool, first);
      await pool.query('create role "a ""reader""; drop" login');
      await grantTo(pool, first, 'a "reader"; drop');
      const url = new URL(connectionString);
      url.username = 'a "reader"; drop';
      expect(await cluster().query('select id from notes.notes', url.href)).toEqual([{ id: 1 }]);
      await expect(cluster().query('delete from notes.notes', url.href)).rejects.toThrow('permission denied');
      const absent = grantTo(pool, first, 'nobody there');
      await expect(absent).rejects.toBeInstanceOf(SchemaRoleError);
      await expect(absent).rejects.toThrow('Create the role first: role "nobody there" does not exist');
    });
  });

  it('are refused to a role that may not make tables, or does not own them, and say which role may', async () => {
    await inNewDatabase(async (pool, connectionString) => {
      await pool.query('create role stranger login');
      const url = new URL(connectionString);
      url.username = 'stranger';
      const strange = openPool({ connectionString: url.href }, 'migrations');
      await expect(migrate(strange, first)).rejects.toBeInstanceOf(SchemaRoleError);
      await migrate(pool, first);
      await pool.query('grant usage on schema notes to stranger; grant all on notes.migrations to stranger');
      await pool.query('grant all on notes.migrations_lock to stranger');
      await expect(migrate(strange, second)).rejects.toThrow('Sign in as the role that owns the database');
      await expect(grantTo(strange, first, 'stranger')).rejects.toBeInstanceOf(SchemaRoleError);
      await strange.end();
    });
  });

  it('need a database that can hold every text', async () => {
    const url = new URL(await cluster().createDatabase());
    await cluster().query(`create database latin encoding 'LATIN1' locale 'C' template template0`);
    url.pathname = 'latin';
    const pool = openPool({ connectionString: url.href }, 'migrations');
    for (const each of [migrate, assertMigrated]) {
      await expect(each(pool, first)).rejects.toBeInstanceOf(SchemaMismatchError);
      await expect(each(pool, first)).rejects.toThrow('has the encoding LATIN1');
    }
    await pool.end();
  });
});
