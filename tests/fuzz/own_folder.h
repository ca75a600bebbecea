// A folder for targets whose reader wants a file: one for the process, in memory where the system has such a
// place, gone when it ends.
#ifndef TESTS_FUZZ_OWN_FOLDER_H
#define TESTS_FUZZ_OWN_FOLDER_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char own_folder[32], own_file[64];

static inline void own_folder_remove(void)
{
    unlink(own_file);
    rmdir(own_folder);
}

// Puts the bytes into the file of that name there, which is the same for all inputs.
static inline const char *own_folder_write(const char *name, const void *bytes, size_t len)
{
    if (!own_folder[0]) {
        snprintf(own_folder, sizeof own_folder, "%s/glot-fuzz-XXXXXX",
                 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
        if (!mkdtemp(own_folder) || atexit(own_folder_remove) != 0)
            abort();
        snprintf(own_file, sizeof own_file, "%s/%s", own_folder, name);
    }
    FILE *file = fopen(own_file, "wb");
    if (!file || fwrite(bytes, 1, len, file) != len || fclose(file) != 0)
        abort();
    return own_file;
}

#endif
