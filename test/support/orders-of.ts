/** Every order in which the items can stand. */
export function ordersOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((first, index) => {
    return ordersOf(items.toSpliced(index, 1)).map((rest) => [first, ...rest]);
  });
}
