/** Why a command could not run. Each has its own help; a code outside this list is a bug in pyrel. */
export type ErrorCode =
  | 'usage'
  | 'root-unreadable'
  | 'revision-unknown'
  | 'config-unreadable'
  | 'config-invalid'
  | 'rule-unknown'
  | 'output-unwritable'
  | 'fix-refused';

/**
 * A mistake that the user can mend: exit code 2, one message, no stack.
 * `what` names the file and line where there is one; `todo` says what to do.
 */
export class PyrelError extends Error {
  readonly code: ErrorCode;
  readonly todo: string;

  constructor(code: ErrorCode, what: string, todo: string) {
    super(what);
    this.name = 'PyrelError';
    this.code = code;
    this.todo = todo;
  }
}
