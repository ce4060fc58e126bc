// What a plan loads for a config that may name a rule: the rules are a third of the code.
export { rules } from '../rules/registry.gen.ts';
