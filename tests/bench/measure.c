// Runs a command and says what it cost, as one line of JSON on standard error's place in a file:
//     measure FILE COMMAND [ARGUMENT …]
// {"status": 0, "wall": seconds, "cpu": seconds (user and system, children included), "rss": peak bytes}

#include <stdio.h>
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

int main(int count, char **words)
{
    if (count < 3) {
        fprintf(stderr, "usage: measure FILE COMMAND [ARGUMENT …]\n");
        return 2;
    }
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        execvp(words[2], words + 2);
        perror(words[2]);
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
