/**
 * The log's tables. `head` is one row: the last position, and the latest time recorded. Its index is on the position, so
 * that it is found at once even when a long transaction keeps its former versions from being cleaned up; a unique
 * constraint on something that never changes would have to look at all of them at each append.
 */
export const TABLES = `
  create table concordat_log.head (
    position        bigint         not null unique,
    recorded_at     timestamptz(3) not null,
    installation_id uuid           not null,
    created_at      timestamptz(3) not null
  );
  insert into concordat_log.head values (0, '-infinity', gen_random_uuid(), now());

  create table concordat_log.events (
    position    bigint           primary key,
    recorded_at timestamptz(3)   not null,
    id          uuid             not null unique,
    revision    integer          not null,
    stream      text collate "C" not null,
    type        text collate "C" not null,
    data        bytea            not null,
    metadata    bytea            not null,
    unique (stream, revision)
  );

  create table concordat_log.event_types (type text collate "C" primary key);
`;

/** A row says that another log is being copied here and is not whole yet, so that no service takes half of it for its log. */
export const MOVING = `
  create table concordat_log.moving (since timestamptz(3) not null);
`;

/** For everybody, also for those whom their privileges would let. Only the owner of the tables can take them away. */
export const TRIGGERS = `
  create function concordat_log.refuse() returns trigger language plpgsql as $$
  begin
    raise exception 'The event log is append-only: % on %.% is refused.', tg_op, tg_table_schema, tg_table_name
      using errcode = 'integrity_constraint_violation';
  end $$;

  create trigger events_are_never_changed before update or delete or truncate on concordat_log.events
    for each statement execute function concordat_log.refuse();
  create trigger event_types_are_never_changed before update or delete or truncate on concordat_log.event_types
    for each statement execute function concordat_log.refuse();
  create trigger head_is_one_row before insert or delete or truncate on concordat_log.head
    for each statement execute function concordat_log.refuse();
  create trigger head_only_moves_forward before update on concordat_log.head
    for each row when (
      new.position <= old.position or new.recorded_at < old.recorded_at
      or new.installation_id <> old.installation_id or new.created_at <> old.created_at
    ) execute function concordat_log.refuse();
`;

/**
 * The only way in. It writes a whole group of appends or nothing, in one statement: no lock is ever held while a client
 * thinks, or has gone. The lock on the head makes writers take turns until their commit, so that positions have no gaps
 * and become visible in their order.
 *
 * Nothing is written when an id is known already, or a stream's last revision (-1: not there) is not within the bounds:
 * `head_before` is then null, and the caller looks at what is there and decides.
 *
 * Each statement in it sees what was committed before that statement began (read committed), so what follows the lock
 * sees everything up to the head. Sequential scans are off because a plan that was made for an empty table is kept.
 */
export const APPEND = `
  create function concordat_log.append(
    streams text[], lowest integer[], highest integer[],
    event_streams text[], event_stream_numbers integer[], event_offsets integer[], event_times timestamptz[],
    event_ids uuid[], event_types text[], event_data bytea[], event_metadata bytea[], new_types text[],
    out head_before bigint, out revisions_before integer[], out time_before double precision,
    out time_now double precision
  ) language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
  as $$
  declare
    latest timestamptz;
    server_time timestamptz;
  begin
    if current_setting('transaction_isolation') <> 'read committed' then
      raise exception 'Appends need the isolation level read committed.' using errcode = 'invalid_transaction_state';
    end if;
    select h.position, h.recorded_at into strict head_before, latest
      from concordat_log.head h order by h.position desc limit 1 for update;
    revisions_before := array(
      select coalesce(
        (select e.revision from concordat_log.events e where e.stream = s.name order by e.revision desc limit 1), -1
      ) from unnest(streams) with ordinality s(name, number) order by s.number
    );
    if exists (
      select from unnest(revisions_before, lowest, highest) s(revision, lowest, highest)
      where s.revision not between s.lowest and s.highest
    ) or exists (select from concordat_log.events e where e.id = any (event_ids)) then
      head_before := null;
      return;
    end if;
    server_time := date_trunc('milliseconds', clock_timestamp());
    insert into concordat_log.events (position, recorded_at, id, revision, stream, type, data, metadata)
      select head_before + e.number, greatest(latest, coalesce(e.at, server_time)), e.id,
        revisions_before[e.stream_number] + e.stream_offset, e.stream, e.type, e.data, e.metadata
      from unnest(event_streams, event_stream_numbers, event_offsets, event_times, event_ids, event_types, event_data,
        event_metadata) with ordinality
        e(stream, stream_number, stream_offset, at, id, type, data, metadata, number);
    if cardinality(new_types) > 0 then
      insert into concordat_log.event_types select unnest(new_types) on conflict do nothing;
    end if;
    update concordat_log.head h
      set position = head_before + cardinality(event_ids),
        recorded_at = greatest(latest, coalesce(event_times[cardinality(event_times)], server_time))
      where h.position = head_before;
    time_before := extract(epoch from latest) * 1000;
    time_now := extract(epoch from server_time) * 1000;
  end $$;

  revoke all on function concordat_log.append from public;
`;
