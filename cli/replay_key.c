#include "cli/replay_key.h"

#include "base/file.h"
#include "base/hash.h"
#include "cli/output.h"

#include <elf.h>
#include <link.h>
#include <stddef.h>
#include <sys/auxv.h>
#include <unistd.h>

static uint64_t join_text(uint64_t hash, struct str text)
{
    return hash_join(hash_join(hash, text.len), hash_bytes(text));
}

// What the linker made of all that is in the program: its own code, grammars and libraries.
static struct str build_note(const ElfW(Phdr) * header, uintptr_t base)
{
    const char *at = (const char *)(base + header->p_vaddr), *end = at + header->p_memsz;
    while ((size_t)(end - at) > sizeof(ElfW(Nhdr))) {
        const ElfW(Nhdr) *note = (const void *)at;
        const char *name = at + sizeof *note, *desc = name + (note->n_namesz + 3u) / 4 * 4;
        if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == 4 && memcmp(name, "GNU", 4) == 0)
            return (struct str){desc, note->n_descsz};
        at = desc + (note->n_descsz + 3u) / 4 * 4;
    }
    return (struct str){0};
}

static struct str build_id(void)
{
    const ElfW(Phdr) *headers = (const void *)getauxval(AT_PHDR); // NOLINT(performance-no-int-to-ptr)
    size_t count = getauxval(AT_PHNUM);
    uintptr_t base = 0;
    struct str found = {0};
    for (size_t i = 0; headers && i < count; i++)
        if (headers[i].p_type == PT_PHDR)
            base = (uintptr_t)headers - headers[i].p_vaddr;
    for (size_t i = 0; headers && i < count && !found.len; i++)
        if (headers[i].p_type == PT_NOTE && headers[i].p_align <= 4)
            found = build_note(&headers[i], base);
    return found;
}

// A program without an id is known by its file.
uint64_t replay_program(void)
{
    uint64_t hash = join_text(0, STR(GLOT_VERSION));
    struct str id = build_id();
    if (id.len)
        return join_text(hash, id);
    struct file_identity file = file_identify("/proc/self/exe");
    hash = hash_join(hash_join(hash, file.device), file.number);
    hash = hash_join(hash_join(hash, (uint64_t)file.size), (uint64_t)file.changed.tv_sec);
    return hash_join(hash, (uint64_t)file.changed.tv_nsec);
}

static uint64_t hash_list(uint64_t hash, const struct str_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        hash = join_text(hash, list->at[i]);
    return hash_join(hash, list->count);
}

static uint64_t hash_option(uint64_t hash, const struct option *option, const struct settings *settings)
{
    const void *member = (const char *)settings + option->offset;
    switch (option->type) {
    case OPTION_FLAG:
        return hash_join(hash, *(const bool *)member);
    case OPTION_COUNT:
    case OPTION_NUMBER:
        return hash_join(hash, *(const size_t *)member);
    case OPTION_TEXT:
        return hash_join(join_text(hash, *(const struct str *)member), !((const struct str *)member)->at);
    case OPTION_TEXTS:
        return hash_list(hash, member);
    case OPTION_CHOICE:
    case OPTION_WISH:
        return hash_join(hash, *(const unsigned *)member);
    }
    return hash;
}

// The number of workers changes neither a byte nor a word.
static uint64_t hash_options(uint64_t hash, const struct option *options, const struct settings *settings)
{
    for (const struct option *option = options; option->name; option++)
        if (option->offset != offsetof(struct settings, jobs))
            hash = hash_option(hash, option, settings);
    return hash;
}

uint64_t replay_key(const struct context *context, struct str here)
{
    uint64_t hash = join_text(replay_program(), str_of(context->command->name));
    hash = hash_options(hash, common_options, &context->settings);
    hash = hash_options(hash, context->command->options, &context->settings);
    hash = hash_list(hash, &context->settings.arguments);
    // What goes to a terminal is shown otherwise than what goes to a file, and tables are as wide as that is.
    hash = hash_join(hash_join(hash, output_takes_colour(STDERR_FILENO)), output_takes_colour(STDOUT_FILENO));
    hash = hash_join(hash_join(hash, (uint64_t)isatty(STDOUT_FILENO)), output_columns(STDOUT_FILENO));
    return join_text(hash, here);
}
