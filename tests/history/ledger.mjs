// Who wrote what, and what has become of it. Each translation has a number that can be found again.

export class Ledger {
  constructor() {
    this.rows = [];
  }

  /** A new text of that message, by somebody who saw `seen`; its number. What he saw, and what was made for an older
      source, counts as replaced. */
  add(locale, message, seen, facts = {}) {
    for (const row of this.of(locale, message))
      if (row.isOutdated || (seen ?? '').includes(row.number)) row.isReplaced = true;
    const number = `T${String(this.rows.length).padStart(4, '0')}`;
    this.rows.push({locale, message, number, isOutdated: false, isReplaced: false, isBroken: false, ...facts});
    return number;
  }

  of(locale, message) {
    return this.rows.filter(row => row.locale === locale && row.message === message);
  }

  /** The message says something else now. */
  outdate(message) {
    for (const row of this.rows) if (row.message === message) row.isOutdated = true;
  }

  replace(numbers) {
    for (const row of this.rows) if (numbers.has(row.number)) row.isReplaced = true;
  }

  /** What nobody replaced, and is nowhere: `places` are the texts of all places by locale. */
  lost(places) {
    return this.rows.filter(row => !row.isReplaced && !places[row.locale].includes(row.number));
  }
}

export const numbersIn = text => new Set(text.match(/T\d{4}/g));
