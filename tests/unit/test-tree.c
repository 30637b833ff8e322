// tree FILE-OR-FOLDER...: our HTML tree against that of gumbo, another parser of the same standard: as many elements of every
// name, page by page. Where a limit cut our tree nothing is compared.
#include <dirent.h>
#include <gumbo.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/map.h"
#include "read/read.h"

struct counting {
    stm_exit way;
    stm_arena arena;
    stm_reader *reader;
    stm_item item;
    stm_intern names;
    stm_map ours, theirs; // number of the name → elements
    size_t passed, failed, cut;
    const char *path;
};

static void count(struct counting *c, stm_map *map, stm_view name)
{
    ++*stm_map_put(map, stm_intern_put(&c->names, name));
}

// Without recursion: gumbo's trees are as deep as the page.
static void count_theirs(struct counting *c, const GumboNode *document)
{
    stm_vector open;
    stm_vector_init(&open, &c->arena, sizeof(const GumboNode *));
    *(const GumboNode **)stm_vector_push(&open) = document;
    while (open.n > 0) {
        const GumboNode *node = *(const GumboNode **)stm_vector_at(&open, open.n - 1);
        stm_vector_cut(&open, open.n - 1);
        bool element = node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
        if (!element && node->type != GUMBO_NODE_DOCUMENT)
            continue;
        const GumboVector *children = element ? &node->v.element.children : &node->v.document.children;
        if (element && node->v.element.tag != GUMBO_TAG_UNKNOWN)
            count(c, &c->theirs, stm_view_of(gumbo_normalized_tagname(node->v.element.tag)));
        else if (element)
            count(c, &c->theirs, STM_VIEW("(unknown)"));
        for (unsigned i = 0; i < children->length; i++)
            *(const GumboNode **)stm_vector_push(&open) = children->data[i];
    }
}

static void count_ours(struct counting *c, const stm_tree *tree)
{
    for (size_t i = 1; i < tree->nnodes; i++) {
        if (tree->nodes[i].tag == STM_TAG_TEXT)
            continue;
        char name[32] = "";
        memcpy(name, tree->nodes[i].name.at, tree->nodes[i].name.size < sizeof name ? tree->nodes[i].name.size : 0);
        bool known = name[0] != '\0' && gumbo_tag_enum(name) != GUMBO_TAG_UNKNOWN;
        count(c, &c->ours, known ? tree->nodes[i].name : STM_VIEW("(unknown)"));
    }
}

static bool same(struct counting *c)
{
    bool alike = true;
    for (uint32_t i = 0; i < c->names.n; i++) {
        uint64_t *ours = stm_map_get(&c->ours, i), *theirs = stm_map_get(&c->theirs, i);
        uint64_t a = ours != NULL ? *ours : 0, b = theirs != NULL ? *theirs : 0;
        if (a == b)
            continue;
        alike = false;
        fprintf(stderr, "%s: <%.*s>: %llu here, %llu in gumbo's tree\n", c->path, (int)c->names.words[i].size,
                c->names.words[i].at, (unsigned long long)a, (unsigned long long)b);
    }
    return alike;
}

static stm_status compare(void *argument)
{
    struct counting *c = argument;
    stm_page page;
    stm_intern_init(&c->names, &c->arena);
    stm_map_init(&c->ours, &c->arena);
    stm_map_init(&c->theirs, &c->arena);
    stm_status status = stm_read_page(c->reader, &c->arena, &(stm_read_options){0}, &c->item, &page);
    if (status != STM_OK || page.error.status != STM_OK || page.tree.cut || page.text.size == 0) { // of nothing no tree is made
        c->cut++;
        return status;
    }
    GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions, page.text.at, page.text.size);
    count_theirs(c, output->document);
    count_ours(c, &page.tree);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    if (same(c))
        c->passed++;
    else
        c->failed++;
    return STM_OK;
}

static void compare_file(struct counting *c, const char *path)
{
    FILE *file = fopen(path, "rb");
    static char bytes[1 << 22];
    size_t size = file != NULL ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (file != NULL)
        fclose(file);
    c->path = path;
    c->item = (stm_item){.input = stm_view_of(path), .bytes = {bytes, size}, .media = STM_MEDIA_HTML};
    if (stm_exit_run(&c->way, compare, c) != STM_OK)
        c->failed++;
    stm_arena_reset(&c->arena);
}

static void compare_path(struct counting *c, const char *path)
{
    struct stat about;
    struct dirent **entries;
    if (stat(path, &about) != 0 || !S_ISDIR(about.st_mode)) {
        compare_file(c, path);
        return;
    }
    int n = scandir(path, &entries, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        char inner[4096];
        snprintf(inner, sizeof inner, "%s/%s", path, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.')
            compare_path(c, inner);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
}

int main(int argc, char **argv)
{
    struct counting c = {.reader = stm_reader_new()};
    stm_arena_init(&c.arena, &c.way, 0);
    for (int i = 1; i < argc && c.reader != NULL; i++)
        compare_path(&c, argv[i]);
    printf("%zu cut by a limit\n%zu passed, %zu failed\n", c.cut, c.passed, c.failed);
    stm_arena_release(&c.arena);
    stm_reader_free(c.reader);
    return c.failed == 0 && c.passed > 0 ? 0 : 1;
}
