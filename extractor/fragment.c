#include "extractor/fragment.h"

#include "base/hash.h"
#include "base/json_writer.h"
#include "extractor/fragment_words.h"

#include <inttypes.h>
#include <stdio.h>

static void put_if(struct json *json, const char *key, struct str text)
{
    if (text.len)
        json_put_text(json, key, text);
}

static void put_hash(struct json *json, uint64_t hash)
{
    char digits[17];
    snprintf(digits, sizeof digits, "%016" PRIx64, hash);
    json_put_text(json, "hash", str_of(digits));
}

static void put_place(struct json *json, struct span span)
{
    if (!span.text.at)
        return;
    json_put_number(json, "from", (int64_t)span.start);
    json_put_number(json, "to", (int64_t)span.end);
}

static void put_texts(struct json *json, const char *key, const struct str_list *texts)
{
    json_open_in(json, key, '[');
    for (size_t i = 0; i < texts->count; i++)
        json_whole_text(json, texts->at[i]);
    json_close(json, ']');
}

// ---- patterns

static void write_parts(struct json *json, const struct part_list *parts)
{
    json_open(json, '[');
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->at[i];
        if (part_kind(part) == PART_TEXT) {
            json_text(json, part->text);
            continue;
        }
        json_open(json, '{');
        json_put_string(json, part_words[part_kind(part)], part->text);
        json_put_string(json, "name", part_name(part));
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_selectors(struct json *json, const struct selector_list *selectors)
{
    json_open_in(json, "by", '[');
    for (size_t i = 0; i < selectors->count; i++) {
        const struct selector *selector = &selectors->at[i];
        json_open(json, '{');
        json_put_string(json, selector_words[selector->kind], selector->argument);
        if (selector->offset)
            json_put_number(json, "offset", (int64_t)selector->offset);
        json_close(json, '}');
    }
    json_close(json, ']');
}

// Sources nest selects only as deep as their grammar of messages allows; see fragment_depth.
static void write_pattern(struct json *json, const struct pattern *pattern, size_t depth)
{
    if (!pattern_is_select(pattern) || depth == fragment_depth) {
        write_parts(json, &pattern->parts);
        return;
    }
    json_open(json, '{');
    write_selectors(json, &pattern->variants->selectors);
    json_open_in(json, "variants", '[');
    for (size_t i = 0; i < pattern->variants->count; i++) {
        json_open(json, '{');
        put_texts(json, "keys", &pattern->variants->at[i].keys);
        json_key(json, "text");
        write_pattern(json, &pattern->variants->at[i].value, depth + 1);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
}

// ---- readings

static void write_message(struct json *json, const struct message *message)
{
    json_open(json, '{');
    json_put_string(json, "id", message->id);
    if (message->id_given)
        json_put_bool(json, "given", true);
    json_key(json, "text");
    write_pattern(json, &message->pattern, 0);
    json_put_string(json, "raw", message->raw);
    put_if(json, "kind", message->kind);
    if (message->syntax != SYNTAX_TEXT)
        json_put_text(json, "syntax", str_of(syntax_words[message->syntax]));
    put_if(json, "name", message->name);
    put_if(json, "context", message->context);
    if (message->has_note)
        json_put_string(json, "note", message->note);
    put_place(json, message->span);
    json_close(json, '}');
}

static void write_finding(struct json *json, const struct diag *diag)
{
    json_open(json, '{');
    json_put_text(json, "kind", str_of(kind_rows[diag->kind].name));
    json_put_text(json, "severity", str_of(severity_name(diag->severity)));
    put_place(json, diag->span);
    json_put_string(json, "message", diag->message);
    put_if(json, "hint", diag->hint);
    if (diag->related.count)
        json_open_in(json, "related", '[');
    for (size_t i = 0; i < diag->related.count; i++) {
        json_open(json, '{');
        put_place(json, diag->related.at[i].span);
        json_put_string(json, "message", diag->related.at[i].message);
        json_close(json, '}');
    }
    if (diag->related.count)
        json_close(json, ']');
    json_close(json, '}');
}

static void write_export(struct json *json, const struct module_export *export)
{
    json_open(json, '{');
    json_put_string(json, "name", export->name);
    if (export->reference.known) {
        json_put_string(json, "module", export->reference.module);
        put_texts(json, "path", &export->reference.path);
    }
    json_close(json, '}');
}

static void write_reading(struct json *json, const struct reading *reading)
{
    if (!reading->is_scanned) {
        json_nothing(json);
        return;
    }
    json_open(json, '{');
    json_open_in(json, "messages", '[');
    for (size_t i = 0; i < reading->messages.count; i++)
        write_message(json, &reading->messages.at[i]);
    json_close(json, ']');
    json_open_in(json, "findings", '[');
    for (size_t i = 0; i < reading->diags.count; i++)
        write_finding(json, &reading->diags.at[i]);
    json_close(json, ']');
    json_open_in(json, "exports", '[');
    for (size_t i = 0; i < reading->exports.count; i++)
        write_export(json, &reading->exports.at[i]);
    json_close(json, ']');
    json_close(json, '}');
}

// ---- files

static void write_specifier(struct json *json, const struct specifier *specifier)
{
    json_open(json, '{');
    json_put_string(json, specifier_words[specifier->kind], specifier->text);
    json_put_number(json, "at", (int64_t)specifier->offset);
    if (specifier->is_ambient)
        json_put_bool(json, "ambient", true);
    json_close(json, '}');
}

static void write_contents(struct json *json, const struct fragment_file *file, size_t width)
{
    put_hash(json, file->hash);
    json_open_in(json, "names", '[');
    for (size_t i = 0; i < file->specifiers.count; i++)
        write_specifier(json, &file->specifiers.at[i]);
    json_close(json, ']');
    json_open_in(json, "readings", '[');
    for (size_t i = 0; i < width; i++)
        write_reading(json, &file->readings[i]);
    json_close(json, ']');
}

static void write_file(struct json *json, const struct fragment_file *file, size_t width)
{
    json_open(json, '{');
    json_put_string(json, "path", file->path);
    if (file->is_unread)
        json_put_bool(json, "unread", true);
    else
        write_contents(json, file, width);
    json_close(json, '}');
}

static void write_head(struct json *json, const struct fragment *fragment)
{
    json_open(json, '{');
    json_put_number(json, "glot-fragment", fragment_form);
    json_put_string(json, "version", fragment->version);
    json_put_string(json, "shard", fragment->shard);
    put_texts(json, "dialects", &fragment->dialects);
    json_put_string(json, "settings", fragment->settings);
    json_close(json, '}');
}

void fragment_write(const struct fragment *fragment, struct buf *out)
{
    size_t begin = out->len;
    struct json json = {.out = out};
    write_head(&json, fragment);
    buf_byte(out, '\n');
    for (size_t i = 0; i < fragment->files.count; i++) {
        json.is_behind = false;
        write_file(&json, &fragment->files.at[i], fragment->dialects.count);
        buf_byte(out, '\n');
    }
    uint64_t hash = hash_bytes(str_from(buf_str(out), begin));
    json.is_behind = false;
    json_open(&json, '{');
    json_put_number(&json, "files", (int64_t)fragment->files.count);
    put_hash(&json, hash);
    json_close(&json, '}');
    buf_byte(out, '\n');
}

// ---- spans

static bool bind_span(struct span *span, const struct source *source)
{
    span->path = source->path;
    if (!span->text.at)
        return true;
    span->text = source->text;
    return span->start <= span->end && span->end <= source->text.len;
}

static bool bind_finding(struct diag *diag, const struct source *source)
{
    bool good = bind_span(&diag->span, source);
    for (size_t i = 0; i < diag->related.count; i++)
        good &= bind_span(&diag->related.at[i].span, source);
    return good;
}

bool fragment_bind(struct reading *reading, const struct source *source)
{
    bool good = true;
    for (size_t i = 0; i < reading->messages.count; i++) {
        struct message *message = &reading->messages.at[i];
        message->file = source->path;
        good &= bind_span(&message->span, source);
    }
    for (size_t i = 0; i < reading->diags.count; i++)
        good &= bind_finding(&reading->diags.at[i], source);
    return good;
}
