// Libraries that are loaded when a command first needs them. Linked to the program they, and the dozens that
// they bring along, would slow down the start of every command.
//
// A door to such a library is one .c file, which lists the functions that it calls in a table of this form:
//
//     #define FUNCTIONS(X) X(curl_easy_init) X(curl_easy_cleanup)
//     struct curl { LIBRARY_MEMBERS(FUNCTIONS) };
//
// so that calls are checked against the library's own header: `curl->curl_easy_init()`.
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include "base/diag.h"

#define LIBRARY_MEMBER(function)   __typeof__(function) *function;
#define LIBRARY_NAME(function)     #function,
#define LIBRARY_MEMBERS(FUNCTIONS) FUNCTIONS(LIBRARY_MEMBER)
#define LIBRARY_NAMES(FUNCTIONS)   FUNCTIONS(LIBRARY_NAME) NULL

// Loads the shared library and looks up the functions of those names (the last is NULL), whose addresses come
// into `table` in that order. It stays loaded until the process ends. False with a diagnostic that says which
// package of Debian has it.
bool library_load(const char *file, const char *package, const char *const *names, void **table,
                  struct diags *diags);

#endif
