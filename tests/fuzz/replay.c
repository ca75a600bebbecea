// Runs a fuzz target over the files that are named, without libFuzzer: the committed corpus is a regression
// test.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static int run_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        perror(path);
        return 1;
    }
    long len = ftell(file);
    rewind(file);
    uint8_t *bytes = malloc(len > 0 ? (size_t)len : 1); // exactly as long, so that reading beyond it is seen
    size_t got = bytes ? fread(bytes, 1, (size_t)len, file) : 0;
    fclose(file);
    if (!bytes || got != (size_t)len) {
        fprintf(stderr, "%s: cannot be read\n", path);
        free(bytes);
        return 1;
    }
    LLVMFuzzerTestOneInput(bytes, (size_t)len);
    free(bytes);
    return 0;
}

int main(int count, char **paths)
{
    int bad = count < 2;
    for (int i = 1; i < count; i++)
        bad |= run_file(paths[i]);
    return bad;
}
