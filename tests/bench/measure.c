// Runs a command and says what it cost, as one line of JSON on standard error's place in a file:
//     measure [--memory BYTES] FILE COMMAND [ARGUMENT …]
// {"status": 0, "wall": seconds, "cpu": seconds (user and system, children included), "rss": peak bytes}
//
// So many bytes of memory are touched and given back before: the host of a virtual machine takes memory that
// lay free for seconds away, and whoever touches it next pays for it, about 2.5 ms a megabyte. Which program
// that is depends on its neighbours in a round, not on itself.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void warm_memory(size_t size)
{
    if (size == 0)
        return;
    char *bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (bytes == MAP_FAILED)
        return; // then the program has its size to itself
    madvise(bytes, size, MADV_HUGEPAGE);
    for (size_t at = 0; at < size; at += 4096)
        bytes[at] = 1;
    munmap(bytes, size);
}

int main(int count, char **words)
{
    if (count > 2 && strcmp(words[1], "--memory") == 0) {
        warm_memory(strtoull(words[2], NULL, 10));
        words += 2;
        count -= 2;
    }
    if (count < 3) {
        fprintf(stderr, "usage: measure [--memory BYTES] FILE COMMAND [ARGUMENT …]\n");
        return 2;
    }
    char **command = words + 2;
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        execvp(command[0], command);
        perror(command[0]);
        _exit(127);
    }
    int status = 0;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        perror("measure");
        return 3;
    }
    double wall = now() - start;
    FILE *out = fopen(words[1], "w");
    if (!out) {
        perror(words[1]);
        return 3;
    }
    fprintf(out, "{\"status\": %d, \"wall\": %.6f, \"cpu\": %.6f, \"rss\": %ld}\n",
            WIFEXITED(status) ? WEXITSTATUS(status) : 128, wall,
            seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss * 1024L);
    return fclose(out) == 0 ? 0 : 3;
}
