/**
 * Behaves as the object given, private state included, apart from what is changed.
 * @param changes methods and values in place of the object's own
 */
export function altered<Subject extends object>(subject: Subject, changes: Partial<Subject>): Subject {
  return new Proxy(subject, {
    get: (target, name) => {
      const owner: object = name in changes ? changes : target;
      const value: unknown = Reflect.get(owner, name);
      return typeof value === 'function' ? (value.bind(owner) as unknown) : value;
    },
  });
}
