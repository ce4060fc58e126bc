/** What a project's own history shows, or the config says. */
export type Inferred<T> = {
  readonly value: T;
  /** On what it stands, for `-v`: "the last 10 version tags". */
  readonly from: string;
  /** `config`: fixed by the project. `uniform`: its history has no exception. `mostly`: it has some. */
  readonly strength: 'config' | 'uniform' | 'mostly';
};
