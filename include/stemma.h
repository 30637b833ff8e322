// stemma: which accounts of an event stand on their own.
#ifndef STEMMA_H
#define STEMMA_H

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define STEMMA_API __attribute__((visibility("default")))
#else
#define STEMMA_API
#endif

// The version of the library, "0.1.0".
STEMMA_API const char *stemma_version(void);

#ifdef __cplusplus
}
#endif

#endif
