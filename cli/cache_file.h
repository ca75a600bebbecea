// The file of the cache, `.glot/cache`: what runs of commands stood on and what they came to, one record for
// each. It is read as bytes of strangers: whatever it holds, a record is found whole, or not at all.
//
//   head     magic "glot\r\n\x1a\n" · byte order · version of the format · count of the rows · hash of
//            the rows
//   rows     key · offset and length of the record in the file · hash of the record; the latest first
//   record   counts · facts (each the same size) · texts, to which facts point by offset and length
//
// All numbers are of 64 bits, as the machine has them; records begin at multiples of 8 and are as long
// as one.
#ifndef CLI_CACHE_FILE_H
#define CLI_CACHE_FILE_H

#include "cli/ground.h"

enum {
    cache_most_records = 8,            // the oldest goes
    cache_greatest = 64 * 1024 * 1024, // bytes of the file; the oldest records go first
};

// What a run came to.
struct outcome_record {
    uint64_t key; // stands for the program, the command and its options
    uint64_t status;
    uint64_t fingerprint; // of what its sources came to; 0: where they change, all is done again
    struct str out, err;  // what it printed on standard output and on standard error
    struct fact_list facts;
};

// The record of that key in the bytes, which must begin at a multiple of 8. False when there is none, or it
// is damaged. Texts are slices of the bytes; the facts live in the arena.
bool cache_file_find(struct str bytes, uint64_t key, struct arena *arena, struct outcome_record *out);

// Appends a file with the record in front, and behind it those of `bytes` (a file that was there; may be
// empty or damaged) under other keys, as far as there is room. False when the record alone is too large.
bool cache_file_print(const struct outcome_record *record, struct str bytes, struct buf *out);

#endif
