import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';

/** Compiles a JSON Schema of draft 2020-12; `format` is left to the tests that ask for it. */
export function compileSchema(file: string | URL): ValidateFunction {
  const schema: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(schema as object);
}

/** What a value violates, a line each. */
export function violations(validate: ValidateFunction, value: unknown): readonly string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
}
