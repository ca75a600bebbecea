#include "catalog/locale_loaders.h"

#include "catalog/bundles/lit_text.h"

static void add_text(struct buf *out, struct str text)
{
    buf_byte(out, '\'');
    lit_add_text(out, text, LIT_STRING);
    buf_byte(out, '\'');
}

static void add_path(struct buf *out, struct str path)
{
    bool is_typescript = str_ends(path, STR(".ts"));
    buf_text(out, str_starts(path, STR("../")) ? "'" : "'./");
    lit_add_text(out, is_typescript ? str_slice(path, 0, path.len - 3) : path, LIT_STRING);
    buf_text(out, is_typescript ? ".js'" : "'");
}

static void add_file(struct buf *out, const char *indent, struct str key, struct str path, bool is_module)
{
    buf_text(out, indent);
    add_text(out, key);
    buf_text(out, is_module ? ": () => import(" : ": new URL(");
    add_path(out, path);
    buf_text(out, is_module ? "),\n" : ", import.meta.url).href,\n");
}

void locale_loaders_write(const struct locale_file *files, size_t count, bool are_modules, struct buf *out)
{
    bool is_split = count > 0 && files[0].chunk.len > 0;
    buf_print(out, "\n/**\n * %s of each locale%s.\n */\nexport const %s = {\n",
              are_modules ? "Functions that load the bundles" : "The addresses of the bundles",
              is_split ? ", by chunk" : "", are_modules ? "loaders" : "urls");
    for (size_t i = 0; i < count; i++) {
        if (!is_split) {
            add_file(out, "  ", files[i].locale, files[i].path, are_modules);
            continue;
        }
        if (i == 0 || !str_equal(files[i].locale, files[i - 1].locale)) {
            buf_text(out, i ? "  },\n  " : "  ");
            add_text(out, files[i].locale);
            buf_text(out, ": {\n");
        }
        add_file(out, "    ", files[i].chunk, files[i].path, are_modules);
    }
    buf_text(out, is_split ? "  },\n};\n" : "};\n");
}
