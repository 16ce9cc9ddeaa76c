/** What a person can do about a connection that no list tells. */
export interface KeptActs {
  end: (ended: boolean) => Promise<void>;
  remind: (at: string | null) => Promise<void>;
  erase: () => Promise<void>;
}
