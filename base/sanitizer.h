// Whether this is built to be watched by AddressSanitizer or ThreadSanitizer: gcc says it by macros, clang by
// features. And what to tell the first of them about memory that is divided by hand.
#ifndef BASE_SANITIZER_H
#define BASE_SANITIZER_H

#if defined(__SANITIZE_ADDRESS__)
#define ADDRESSES_ARE_WATCHED 1
#elif defined(__has_feature)
#define ADDRESSES_ARE_WATCHED __has_feature(address_sanitizer)
#else
#define ADDRESSES_ARE_WATCHED 0
#endif

#if defined(__SANITIZE_THREAD__)
#define THREADS_ARE_WATCHED 1
#elif defined(__has_feature)
#define THREADS_ARE_WATCHED __has_feature(thread_sanitizer)
#else
#define THREADS_ARE_WATCHED 0
#endif

// Bytes that nobody may touch, until they are allowed again.
#if ADDRESSES_ARE_WATCHED
#include <sanitizer/asan_interface.h>
#define forbid_bytes(at, len) ASAN_POISON_MEMORY_REGION(at, len)
#define allow_bytes(at, len)  ASAN_UNPOISON_MEMORY_REGION(at, len)
#else
#define forbid_bytes(at, len) ((void)(at), (void)(len))
#define allow_bytes(at, len)  ((void)(at), (void)(len))
#endif

#endif
