import type { Environment } from '../io/git-process.ts';

/** What a command may know of the world around it; cli.ts hands it in, so that commands touch no `process`. */
export type Surroundings = {
  /** Absolute path of the current directory. */
  readonly cwd: string;
  readonly env: Environment;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
  /** Throws `PyrelError` where standard output cannot be written, but for a reader that went away. */
  readonly print: (text: string) => Promise<void>;
  readonly warn: (text: string) => void;
  /** Sends a signal to a process, with a negative id to the group that it leads; throws where there is none. */
  readonly kill: (id: number, signal: 'SIGTERM' | 'SIGKILL') => void;
  /**
   * Calls the listener when somebody stops pyrel (Ctrl-C, a closed terminal, a job that is called off), waits for it,
   * and then stops. The returned function takes the listener off again.
   */
  readonly onStop: (listener: () => Promise<void>) => () => void;
  /** Whether standard output is a terminal that takes colours. */
  readonly colour: boolean;
  /** Columns of the terminal; `Infinity` where output goes to a file or a pipe. */
  readonly width: number;
};
