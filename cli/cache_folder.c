#include "cli/cache_folder.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define IGNORE_NAME ".gitignore"

enum { stale_after = 10 }; // seconds; whoever made a file on its way was killed

// `fresh` is on its way to be the file; only one run at a time makes it.
static const struct {
    const char *name, *fresh;
} files[CACHE_FILE_COUNT] = {
    [CACHE_RUNS] = {"cache", "cache.new"},
    [CACHE_SOURCES] = {"sources", "sources.new"},
};

const char *const cache_names[cache_folder_names] = {IGNORE_NAME, "cache", "sources"};

int cache_folder_open(struct str path)
{
    return open(path.at, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
}

// ---- reading

struct str cache_map(int folder, enum cache_file file, size_t greatest)
{
    struct stat state;
    struct str bytes = {0};
    int fd = openat(folder, files[file].name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return bytes;
    if (fstat(fd, &state) == 0 && S_ISREG(state.st_mode) && state.st_size > 0 &&
        (size_t)state.st_size <= greatest) {
        void *at = mmap(NULL, (size_t)state.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
        if (at != MAP_FAILED)
            bytes = (struct str){at, (size_t)state.st_size};
    }
    close(fd);
    return bytes;
}

void cache_unmap(struct str bytes)
{
    if (bytes.len > 0)
        munmap((void *)bytes.at, bytes.len);
}

// ---- writing

static bool is_stale(int folder, const char *name)
{
    struct stat state;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (fstatat(folder, name, &state, AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    return now.tv_sec - state.st_mtim.tv_sec > stale_after || state.st_mtim.tv_sec - now.tv_sec > stale_after;
}

static int create(int folder, const char *name)
{
    return openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
}

// -1 when another run is at it.
static int create_fresh(int folder, const char *name)
{
    int fd = create(folder, name);
    if (fd >= 0 || errno != EEXIST || !is_stale(folder, name) || unlinkat(folder, name, 0) != 0)
        return fd;
    return create(folder, name);
}

// Not flushed to the disk: a file that a power cut spoils is known by its hashes.
void cache_replace(int folder, enum cache_file file, struct str bytes)
{
    const char *fresh = files[file].fresh;
    int fd = create_fresh(folder, fresh);
    if (fd < 0)
        return;
    bool good = file_write(fd, bytes);
    good &= close(fd) == 0;
    if (!good || renameat(folder, fresh, folder, files[file].name) != 0)
        unlinkat(folder, fresh, 0);
}

static void fill_file(int folder, const char *name, struct str bytes)
{
    int fd = create(folder, name);
    if (fd < 0)
        return;
    file_write(fd, bytes);
    close(fd);
}

void cache_folder_fill(int folder)
{
    if (faccessat(folder, files[CACHE_RUNS].name, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
        return;
    fill_file(folder, IGNORE_NAME, STR("/cache\n/cache.new\n/sources\n/sources.new\n/.gitignore\n"));
    for (enum cache_file file = 0; file < CACHE_FILE_COUNT; file++)
        fill_file(folder, files[file].name, STR(""));
}
