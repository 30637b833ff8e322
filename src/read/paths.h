// Inside of read: what paths name, as a list of files.
#ifndef STM_READ_PATHS_H
#define STM_READ_PATHS_H

#include "base/vector.h"

typedef struct stm_path {
    stm_view input; // as it was given; of a file in a folder: the folder's path and the file's. With a NUL behind it
    int number;     // errno of what is wrong with it already; 0: nothing
} stm_path;

// Appends to `paths` (a vector of stm_path) the file that `path` names, or all files of the folder and its folders, sorted,
// without hidden ones and what a browser saves beside a page; each folder once, by the first of the names that lead to it.
void stm_paths_list(stm_arena *arena, stm_view path, stm_vector *paths);

#endif
