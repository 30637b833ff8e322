// Folders into files, sorted by the bytes of their names. A folder is gone through once, whatever links lead to it: links that
// lead back, or twice two that lead on, name no end of files.
#include "read/paths.h"

#include "read/fetch.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "base/map.h"

enum { FOLDERS_DEEP = 64 };

typedef struct listing {
    stm_arena *arena;
    stm_vector *paths;
    stm_map folders; // by device and number
} listing;

static void free_names(void *argument)
{
    struct dirent **names = argument;
    for (size_t i = 0; names[i] != NULL; i++)
        free(names[i]);
    free(names);
}

// What a browser saves beside a page is no page.
static bool is_asset(const char *name)
{
    static const char *const ends[] = {
        ".css", ".js", ".mjs", ".map", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".woff", ".woff2", ".ttf",
        ".otf", ".mp3", ".mp4", ".webm",
    };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (stm_view_ends_nocase(stm_view_of(name), stm_view_of(ends[i])))
            return true;
    return false;
}

static int by_bytes(const void *one, const void *two)
{
    return stm_view_compare(*(const stm_view *)one, *(const stm_view *)two);
}

static void add_entry(listing *l, stm_view input, int number)
{
    *(stm_path *)stm_vector_push(l->paths) = (stm_path){input, number};
}

static void add_path(listing *l, stm_view input, int deep);

static void add_folder(listing *l, stm_view input, int deep)
{
    DIR *folder = opendir(input.at);
    if (folder == NULL || deep > FOLDERS_DEEP) {
        add_entry(l, input, folder == NULL ? errno : ELOOP);
        if (folder != NULL)
            closedir(folder);
        return;
    }
    closedir(folder);
    struct dirent **found = NULL;
    int n = scandir(input.at, &found, NULL, NULL);
    if (n < 0) {
        add_entry(l, input, errno);
        return;
    }
    struct dirent **ended = realloc(found, ((size_t)n + 1) * sizeof *ended);
    if (ended == NULL)
        stm_exit_leave(l->arena->way, STM_NO_MEMORY);
    ended[n] = NULL;
    stm_arena_defer(l->arena, free_names, ended);
    stm_vector paths;
    stm_vector_init(&paths, l->arena, sizeof(stm_view));
    bool slash = stm_view_ends(input, STM_VIEW("/"));
    for (int i = 0; i < n; i++)
        if (ended[i]->d_name[0] != '.' && !is_asset(ended[i]->d_name))
            *(stm_view *)stm_vector_push(&paths) =
                stm_arena_print(l->arena, "%s%s%s", input.at, slash ? "" : "/", ended[i]->d_name);
    if (paths.n > 0)
        qsort(paths.items, paths.n, sizeof(stm_view), by_bytes);
    for (size_t i = 0; i < paths.n; i++) {
        struct stat link;
        stm_view path = ((stm_view *)paths.items)[i];
        if (lstat(path.at, &link) == 0 && (S_ISREG(link.st_mode) || S_ISDIR(link.st_mode) || S_ISLNK(link.st_mode)))
            add_path(l, path, deep + 1);
    }
}

static bool is_new(listing *l, const struct stat *about)
{
    return (*stm_map_put(&l->folders, stm_hash_join((uint64_t)about->st_dev, (uint64_t)about->st_ino)))++ == 0;
}

static void add_path(listing *l, stm_view input, int deep)
{
    struct stat about;
    if (stm_view_is(input, "-") || stm_is_address(input))
        add_entry(l, input, 0);
    else if (stat(input.at, &about) != 0)
        add_entry(l, input, errno);
    else if (S_ISDIR(about.st_mode) && is_new(l, &about))
        add_folder(l, input, deep);
    else if (!S_ISDIR(about.st_mode))
        add_entry(l, input, 0);
}

void stm_paths_list(stm_arena *arena, stm_view path, stm_vector *paths)
{
    listing l = {.arena = arena, .paths = paths};
    stm_map_init(&l.folders, arena);
    add_path(&l, stm_arena_copy(arena, path), 0);
}
