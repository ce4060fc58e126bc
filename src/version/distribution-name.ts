/** The name of a distribution as PyPI compares it (PEP 503): `Demo_Tools` and `demo-tools` are one. */
export function normalName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}
