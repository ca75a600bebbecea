// A program that a sanitizer watches: $FLAVOUR says so (tests/run).

// The memory that it takes is for the most part the sanitizer's: no law about it holds.
export const isSanitized = ['asan', 'tsan', 'fuzz'].includes(process.env.FLAVOUR);

// What it needs where the library of tests/faults stands in front of the sanitizer's own; under it the system's loader
// counts as one that leaks.
export const besideShim = {ASAN_OPTIONS: `${process.env.ASAN_OPTIONS ?? ''}:verify_asan_link_order=0:detect_leaks=0`};
