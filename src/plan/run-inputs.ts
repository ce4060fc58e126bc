import { isUnknown, unknown } from '../core/unknown.ts';
import type { Job, Workflow } from '../project/workflow.ts';
import type { Contexts } from './expression.ts';
import { evaluateValue } from './expression.ts';
import type { Value } from './value.ts';
import { numberOf, textOf } from './value.ts';

/** The inputs of a called workflow, each of the type that it declares. */
export function calledInputs({ inputs }: Workflow, job: Job, contexts: Contexts): ReadonlyMap<string, Value> {
  const given = new Map(
    (isUnknown(job.with) ? [] : job.with).map(({ name, value }) => [name.value.toLowerCase(), value.value] as const),
  );
  return new Map(
    inputs.map(({ name, type, default: value }) => {
      const key = name.value.toLowerCase();
      const text = given.get(key) ?? value?.value ?? null;
      if (text !== null) return [key, typedInput(evaluateValue(text, contexts), type)] as const;
      return [key, type === 'boolean' ? false : type === 'number' ? 0 : ''] as const;
    }),
  );
}

/** YAML's `false` is text here so far, and text that is not empty counts as true. */
function typedInput(value: Value, type: string | null): Value {
  if (isUnknown(value)) return value;
  if (type === 'boolean') {
    if (typeof value === 'boolean') return value;
    const isTrue = typeof value === 'string' && /^(?:true|false)$/i.test(value) ? /^true$/i.test(value) : null;
    return isTrue ?? unknown('an input that is no boolean');
  }
  if (type === 'number') {
    const number = typeof value === 'string' && value.trim() === '' ? NaN : numberOf(value);
    return isUnknown(number) || !Number.isNaN(number) ? number : unknown('an input that is no number');
  }
  return textOf(value);
}
