/** Small facts about work that is under way, kept over restarts. */
export interface Notes {
  /** Null while nothing was written under this name. */
  read(name: string): Promise<string | null>;
  /** Replaces what stands under this name by what `change` makes of it, as one step. */
  change(name: string, change: (text: string | null) => string): Promise<void>;
}
