import { PagedEvents, type RecordedEvent } from '#platform/event-store';

/** Who reads only the first event of many should not have to wait for the keys of all. */
const PAGES = { first: 16, most: 256 };

/** Makes ready what is needed to decode these events. */
export type MakeReady = (events: readonly RecordedEvent[]) => Promise<void>;

/** Hands out events in the same order, a page of them at a time made ready before the first of it. */
export class LoadedEvents extends PagedEvents {
  constructor(
    private readonly source: AsyncIterator<RecordedEvent>,
    makeReady: MakeReady,
  ) {
    super(pagesOf(source, makeReady));
  }

  override async return(): Promise<IteratorResult<RecordedEvent, undefined>> {
    await this.source.return?.();
    return super.return();
  }
}

function pagesOf(source: AsyncIterator<RecordedEvent>, makeReady: MakeReady): () => Promise<readonly RecordedEvent[]> {
  let size = PAGES.first;
  return async () => {
    const page: RecordedEvent[] = [];
    while (page.length < size) {
      const next = await source.next();
      if (next.done === true) break;
      page.push(next.value);
    }
    size = Math.min(size * 4, PAGES.most);
    await makeReady(page);
    return page;
  };
}
