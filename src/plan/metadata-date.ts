/** Tokens of moment's formats, the longest first; in brackets is text. Those of a locale (`L`, `w`, `z`) are not read. */
const TOKEN =
  /\[[^[]*\]|Hmmss|hmmss|Hmm|hmm|YYYYYY|YYYYY|YYYY|YY|Y|Qo?|MMMM|MMM|MM|Mo|M|DDDD|DDDo|DDD|DD|Do|D|dddd|ddd|dd|do|d|E|GGGGG|GGGG|GG|W[o|W]?|HH|H|hh|h|kk|k|mm|m|ss|s|S{1,9}|A|a|X|x|ZZ|Z|./gs;
/** Letters that mean something to moment and are not read here, and its escape. */
const BEYOND = /[LlNnywgGYQez\\]/;

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const DAY = 86_400_000;

/** A moment on the clocks of a zone: the fields of `wall`, read as UTC, are theirs. */
type Clock = { readonly wall: Date; readonly offset: number; readonly at: Date };

/**
 * A date as `moment(at).tz(zone).format(format)` prints it, in ISO 8601 where no format is given; null where zone or
 * format is not read.
 */
export function formatMoment(at: Date, written: string | null, zone: string): string | null {
  if (written === '' || Number.isNaN(at.getTime())) return null;
  const offset = offsetOf(at, zone);
  if (offset === null) return null;
  const format = written ?? (offset === 0 ? 'YYYY-MM-DDTHH:mm:ss[Z]' : 'YYYY-MM-DDTHH:mm:ssZ');
  const clock: Clock = { at, offset, wall: new Date(at.getTime() + offset * 60_000) };
  if (clock.wall.getUTCFullYear() < 1000 || clock.wall.getUTCFullYear() > 9999) return null;
  let made = '';
  for (const [token] of format.matchAll(TOKEN)) {
    const printed = token.startsWith('[') && token.length > 1 ? token.slice(1, -1) : print(token, clock);
    if (printed === null) return null;
    made += printed;
  }
  return made;
}

/** Minutes ahead of UTC. Only names that both moment and Intl read alike. */
function offsetOf(at: Date, zone: string): number | null {
  if (/^(?:UTC|Etc\/UTC|GMT)$/i.test(zone)) return 0;
  if (!/^[A-Za-z_]{2,20}(?:\/[\w+-]{1,30}){1,2}$/.test(zone)) return null;
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }).formatToParts(at);
    const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value ?? Number.NaN);
    const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
    const offset = (wall - Math.floor(at.getTime() / 1000) * 1000) / 60_000;
    return Number.isInteger(offset) ? offset : null;
  } catch {
    return null;
  }
}

function print(token: string, clock: Clock): string | null {
  const printed = printDay(token, clock.wall) ?? printTime(token, clock);
  if (printed !== null) return printed;
  return token.length > 1 || BEYOND.test(token) ? null : token;
}

function printDay(token: string, wall: Date): string | null {
  const [year, month, day, weekday] = [
    wall.getUTCFullYear(),
    wall.getUTCMonth() + 1,
    wall.getUTCDate(),
    wall.getUTCDay(),
  ];
  const quarter = Math.ceil(month / 3);
  const fields: { readonly [token: string]: () => string } = {
    YYYY: () => pad(year, 4),
    YY: () => pad(year % 100, 2),
    Y: () => String(year),
    Q: () => String(quarter),
    Qo: () => ordinal(quarter),
    M: () => String(month),
    MM: () => pad(month, 2),
    Mo: () => ordinal(month),
    MMM: () => (MONTHS[month - 1] ?? '').slice(0, 3),
    MMMM: () => MONTHS[month - 1] ?? '',
    D: () => String(day),
    DD: () => pad(day, 2),
    Do: () => ordinal(day),
    DDD: () => String(dayOfYear(wall)),
    DDDD: () => pad(dayOfYear(wall), 3),
    DDDo: () => ordinal(dayOfYear(wall)),
    d: () => String(weekday),
    do: () => ordinal(weekday),
    dd: () => (DAYS[weekday] ?? '').slice(0, 2),
    ddd: () => (DAYS[weekday] ?? '').slice(0, 3),
    dddd: () => DAYS[weekday] ?? '',
    E: () => String(weekday === 0 ? 7 : weekday),
    W: () => String(isoWeek(wall).week),
    WW: () => pad(isoWeek(wall).week, 2),
    Wo: () => ordinal(isoWeek(wall).week),
    GG: () => pad(isoWeek(wall).year % 100, 2),
    GGGG: () => pad(isoWeek(wall).year, 4),
  };
  return Object.hasOwn(fields, token) ? (fields[token]?.() ?? null) : null;
}

function printTime(token: string, { wall, offset, at }: Clock): string | null {
  const [hour, minute, second] = [wall.getUTCHours(), wall.getUTCMinutes(), wall.getUTCSeconds()];
  const half = hour % 12 === 0 ? 12 : hour % 12;
  const [mm, ss] = [pad(minute, 2), pad(second, 2)];
  if (/^S+$/.test(token)) return pad(wall.getUTCMilliseconds(), 3).padEnd(9, '0').slice(0, token.length);
  const fields: { readonly [token: string]: string } = {
    H: String(hour),
    HH: pad(hour, 2),
    h: String(half),
    hh: pad(half, 2),
    k: String(hour === 0 ? 24 : hour),
    kk: pad(hour === 0 ? 24 : hour, 2),
    m: String(minute),
    mm,
    s: String(second),
    ss,
    Hmm: `${hour}${mm}`,
    Hmmss: `${hour}${mm}${ss}`,
    hmm: `${half}${mm}`,
    hmmss: `${half}${mm}${ss}`,
    A: hour < 12 ? 'AM' : 'PM',
    a: hour < 12 ? 'am' : 'pm',
    X: String(Math.floor(at.getTime() / 1000)),
    x: String(at.getTime()),
    Z: offsetText(offset, ':'),
    ZZ: offsetText(offset, ''),
  };
  return Object.hasOwn(fields, token) ? (fields[token] ?? null) : null;
}

function offsetText(offset: number, separator: string): string {
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${separator}${pad(minutes % 60, 2)}`;
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0');
}

function ordinal(number: number): string {
  const ending = Math.floor((number % 100) / 10) === 1 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
}

function dayOfYear(wall: Date): number {
  return Math.floor((wall.getTime() - Date.UTC(wall.getUTCFullYear(), 0, 1)) / DAY) + 1;
}

/** ISO 8601: the week is of the year that its Thursday is in. */
function isoWeek(wall: Date): { readonly week: number; readonly year: number } {
  const thursday = new Date(wall.getTime() + (4 - (wall.getUTCDay() === 0 ? 7 : wall.getUTCDay())) * DAY);
  return { week: Math.ceil(dayOfYear(thursday) / 7), year: thursday.getUTCFullYear() };
}
