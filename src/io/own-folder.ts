/**
 * The folder that holds pyrel's own code. Child processes and cosmiconfig start here: the current directory may be the
 * linted repository, where Windows looks for `git.exe` first and cosmiconfig for code to load.
 */
export const OWN_FOLDER: string = import.meta.dirname;
