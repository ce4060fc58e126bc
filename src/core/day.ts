/** Whether a text is a day of the calendar, `YYYY-MM-DD`. JavaScript alone takes 2027-02-31 for the third of March. */
export function isDay(text: string): boolean {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return date !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
