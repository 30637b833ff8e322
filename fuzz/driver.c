// Runs a fuzz target over files, and over all files of folders, without libFuzzer: for seeds in every test run, and to look at
// a crash with any compiler. The last line is `N passed, 0 failed`; a crash ends it.
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz.h"

static size_t run_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(1);
    }
    long size = ftell(file);
    rewind(file);
    uint8_t *bytes = malloc(size > 0 ? (size_t)size : 1); // no byte more, so that the sanitizer sees a read behind the end
    size_t got = bytes == NULL || size < 0 ? 0 : fread(bytes, 1, (size_t)size, file);
    fclose(file);
    if (bytes != NULL)
        LLVMFuzzerTestOneInput(bytes, got);
    free(bytes);
    return 1;
}

static size_t run_path(const char *path)
{
    struct stat about;
    if (stat(path, &about) != 0 || !S_ISDIR(about.st_mode))
        return run_file(path);
    struct dirent **entries;
    int n = scandir(path, &entries, NULL, alphasort);
    size_t done = 0;
    for (int i = 0; i < n; i++) {
        char inner[4096];
        snprintf(inner, sizeof inner, "%s/%s", path, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.')
            done += run_path(inner);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    return done;
}

int main(int argc, char **argv)
{
    size_t done = 0;
    for (int i = 1; i < argc; i++)
        done += run_path(argv[i]);
    printf("%zu passed, 0 failed\n", done);
    return done > 0 ? 0 : 1;
}
