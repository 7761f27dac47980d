/** Things that belong together, directly or through others. */
export interface Links {
  join(left: string, right: string): void;
  /** Equal for all that belong together. */
  rootOf(key: string): string;
}

/** Union-find with path halving. */
export function createLinks(): Links {
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    let at = key;
    for (;;) {
      const parent = parents.get(at) ?? at;
      if (parent === at) return at;
      const above = parents.get(parent) ?? parent;
      parents.set(at, above);
      at = above;
    }
  };
  return {
    rootOf,
    join(left, right) {
      const [a, b] = [rootOf(left), rootOf(right)];
      if (a !== b) parents.set(a, b);
    },
  };
}
