#include "base/library.h"

#include <dlfcn.h>

bool library_load(const char *file, const char *package, const char *const *names, void **table,
                  struct diags *diags)
{
    void *handle = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    for (size_t i = 0; handle && names[i]; i++) {
        table[i] = dlsym(handle, names[i]);
        if (!table[i])
            handle = NULL;
    }
    if (handle)
        return true;
    struct diag *diag = diag_add(diags, KIND_LIBRARY_MISSING, (struct span){0},
                                 "the library %s cannot be loaded, which this command needs", file);
    diag_hint(diags, diag, "Install it: `apt-get install %s`, or the package that your system has for it.",
              package);
    return false;
}
