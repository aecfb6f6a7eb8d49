import { useSyncExternalStore } from "react";

/** A choice that this browser remembers; every component that shows it follows. */
export interface Stored<T extends string> {
  get: () => T;
  set: (value: T) => void;
  use: () => T;
}

export function stored<T extends string>(name: string, choices: readonly T[], fallback: T): Stored<T> {
  const listeners = new Set<() => void>();
  const read = (): T => {
    const kept = localStorage.getItem(name);
    return choices.find((choice) => choice === kept) ?? fallback;
  };
  let current = read();
  const get = (): T => current;
  return {
    get,
    set: (value) => {
      current = value;
      localStorage.setItem(name, value);
      for (const tell of listeners) tell();
    },
    use: () =>
      useSyncExternalStore((tell) => {
        listeners.add(tell);
        return () => listeners.delete(tell);
      }, get),
  };
}
