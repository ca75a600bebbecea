// Stands between glot and the system (LD_PRELOAD) and counts the calls that touch the project, or others. One
// of them, by its number, goes wrong.
//
//   FAULT_BELOW   the project's folder, absolute: other files are left alone
//   FAULT_CALLS   the names of the calls that count, with blanks between; without it all those on files.
//                 `malloc` is all that gives memory, from the beginning of main and but for what the loading
//                 of libraries takes
//   FAULT_LOG     every call is written to this file, a line each: its name, a blank, the path. Of `malloc`
//                 only those that come from another place than all before, as `malloc NUMBER`, and at the end
//                 `malloc NUMBER end`
//   FAULT_AT      the number of the call, from 1
//   FAULT_ASKER   the name of the library, or the program, that got no memory is written to this file
//   FAULT_STAYS   set: all calls after it go wrong as well
//   FAULT_DO      what happens at it:
//                 EIO …         it fails so
//                 short         it moves one byte only (read, write, send, recv)
//                 SIGTERM …     the process gets that signal before it
//                 append PATH   another program writes to that file before it
//                 remove PATH   another program renames that file or folder before it (to PATH.removed)
//   FAULT_UNTYPED all folders are listed without the types of what is in them, as some file systems do
//
// fault.c decides, file_calls.c and bare_calls.c stand in for the calls, memory.c for what gives memory.
#ifndef TESTS_FAULTS_FAULT_H
#define TESTS_FAULTS_FAULT_H

#include <dlfcn.h>
#include <stdbool.h>

// What comes next in line: the system's own.
#define REAL(name) (__extension__(__typeof__(&name)) dlsym(RTLD_NEXT, #name))

enum outcome { GOES_ON, FAILS, FALLS_SHORT };

// Each counts a call if it is one that counts. Where it FAILS, errno is set.
enum outcome meet(const char *call, const char *path);
// Of calls with an open file; sockets and pipes do not count.
enum outcome meet_open(const char *call, int fd);
// Of calls that know no file.
enum outcome meet_bare(const char *call);

// Whether the call of that number is the one, or after it where the fault stays.
bool is_struck(unsigned long number);
// Whether the name is among the words.
bool has_word(const char *words, const char *name);
// Appends to the file, by calls that do not count.
void put_line(const char *path, const char *line);
// Loads a library; the memory that this takes does not count.
void *load_uncounted(const char *file, int flags);

#endif
