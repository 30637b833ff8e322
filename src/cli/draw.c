// Drawing in a process of its own: Graphviz has global state, and a huge graph may keep it busy or hungry. The child has a time
// and a room to work in and writes, graph by graph, size and bytes into a pipe; what it did not come to stays empty.
#include "cli/cli.h"

#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DRAWINGS_MOST = 256 << 20 }; // bytes of all together

struct drawing {
    const char *dot;
    stm_exit way;
    stm_arena arena;
    stm_buffer svg;
};

static stm_status draw(void *argument)
{
    struct drawing *d = argument;
    stm_buffer_init(&d->svg, &d->arena, DRAWINGS_MOST);
    return stm_draw_svg(d->dot, &d->svg);
}

static bool write_all(int to, const void *bytes, size_t size)
{
    for (const char *at = bytes; size > 0;) {
        ssize_t n = write(to, at, size);
        if (n <= 0)
            return false;
        at += n;
        size -= (size_t)n;
    }
    return true;
}

static void limit(unsigned seconds)
{
    alarm(seconds);
#ifndef __SANITIZE_ADDRESS__ // a sanitizer takes address space by the terabyte
    const rlim_t room = (rlim_t)2 << 30;
    setrlimit(RLIMIT_AS, &(struct rlimit){room, room});
#endif
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
}

static void draw_all(const stm_view *dots, size_t n, int to)
{
    for (size_t i = 0; i < n; i++) {
        struct drawing d = {.dot = dots[i].at};
        stm_arena_init(&d.arena, &d.way, 0);
        bool drawn = dots[i].size > 0 && stm_exit_run(&d.way, draw, &d) == STM_OK;
        uint64_t size = drawn ? d.svg.size : 0;
        if (!write_all(to, &size, sizeof size) || !write_all(to, d.svg.at, size))
            _exit(1);
        stm_arena_release(&d.arena);
    }
}

static void read_all(int from, stm_buffer *to)
{
    char piece[1 << 14];
    for (ssize_t n; to->size < DRAWINGS_MOST && (n = read(from, piece, sizeof piece)) > 0;)
        stm_buffer_put(to, (stm_view){piece, (size_t)n});
}

static bool take(stm_view *rest, stm_view *svg)
{
    uint64_t size;
    if (rest->size < sizeof size)
        return false;
    memcpy(&size, rest->at, sizeof size);
    if (rest->size - sizeof size < size)
        return false;
    *svg = (stm_view){rest->at + sizeof size, (size_t)size};
    *rest = stm_view_from(*rest, sizeof size + (size_t)size);
    return true;
}

size_t stm_draw_graphs(stm_arena *arena, const stm_view *dots, size_t n, unsigned seconds, stm_view *svgs)
{
    int ends[2], status;
    size_t drawn = 0;
    fflush(NULL);
    if (pipe(ends) != 0)
        return 0;
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        limit(seconds);
        draw_all(dots, n, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    stm_buffer bytes;
    stm_buffer_init(&bytes, arena, 0);
    if (child > 0)
        read_all(ends[0], &bytes);
    close(ends[0]);
    if (child > 0)
        waitpid(child, &status, 0);
    stm_view rest = stm_buffer_view(&bytes);
    for (size_t i = 0; i < n && take(&rest, &svgs[i]); i++)
        drawn += svgs[i].size > 0;
    return drawn;
}
