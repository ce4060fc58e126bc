import type { Place } from '../core/place.ts';
import type { Metadata } from './metadata.ts';
import type { FoundPackage } from './package-discovery.ts';
import type { TypingMarker } from './packaging.ts';
import type { Shipping } from './packaging-data.ts';
import { isShipped } from './packaging-data.ts';
import { below, parent } from './path.ts';

/** Folders whose markers are for other packages. */
const NOT_SHIPPED =
  /(?:^|\/)(?:tests?|testing|testdata|examples?|docs?|vendor|_vendor|third_party|typings|stubs|benchmarks?|fixtures)(?:\/|$)/i;

/** What becomes of the tree's `py.typed` files. `shipping` is null where another tool than setuptools packs. */
export function judgeMarkers(
  files: readonly string[],
  root: string,
  shipping: Shipping | null,
  own: readonly FoundPackage[],
  isIsolated: boolean,
  place: Place,
): readonly TypingMarker[] {
  return files
    .filter((file) => !NOT_SHIPPED.test(file))
    .map((file) => {
      const folder = parent(file);
      const inside = own.some(({ path }) => folder === path || folder.startsWith(`${path}/`));
      const isBeside = own.length > 0 && !inside && [root, below(root, 'src'), below(root, 'lib')].includes(folder);
      const fate = isBeside ? 'misplaced' : shipping === null ? 'unknown' : fateOf(file, shipping);
      const [first] = own;
      const owner = own.find(({ path }) => folder === path || folder.startsWith(`${path}/`)) ?? first;
      const name = owner?.name ?? '';
      return {
        file,
        fate,
        package: name,
        folder: owner?.path ?? '',
        isListed: shipping?.data.patterns.some((one) => one.package === name) === true,
        place: shipping?.data.place ?? place,
        mayBeImplicit: isIsolated,
      };
    });
}

function fateOf(file: string, shipping: Shipping): TypingMarker['fate'] {
  // A marker in a folder that is no package of its own goes the way of the packages that hold it.
  if (!shipping.packages.some(({ path }) => file.startsWith(`${path}/`))) return 'unknown';
  const shipped = isShipped(file, shipping);
  return shipped === null ? 'unknown' : shipped ? 'shipped' : 'left-out';
}

/** `Typing :: Typed` said of a package without any marker; stub packages and single modules need none. */
export function unmarkedPlace(
  metadata: Metadata | null,
  hasMarker: boolean,
  own: readonly FoundPackage[],
  paths: ReadonlySet<string>,
): Place | null {
  if (hasMarker || metadata === null || own.length === 0) return null;
  if (own.some(({ name, path }) => name.endsWith('-stubs') || !paths.has(`${path}/__init__.py`))) return null;
  return metadata.classifiers.items.find(({ value }) => value === 'Typing :: Typed')?.place ?? null;
}
