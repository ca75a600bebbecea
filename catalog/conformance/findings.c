// How the rules speak: findings of three degrees, and their places.
#include "base/utf.h"
#include "catalog/conformance/rules.h"

#include <stdarg.h>
#include <stdio.h>

struct str brief(struct str value)
{
    return utf_prefix(value, 60);
}

static struct diag *add(struct checker *checker, enum kind kind, enum severity severity, struct span span,
                        const char *hint, const char *format, va_list arguments)
{
    char message[800];
    vsnprintf(message, sizeof message, format, arguments);
    if (severity == SEVERITY_ERROR)
        checker->errors++;
    checker->count++;
    if (checker->count > conformance_most_findings) {
        if (checker->count == conformance_most_findings + 1)
            diag_add(checker->diags, KIND_XLIFF_LIMIT, span, "further findings in this file are left out");
        return NULL;
    }
    struct diag *diag = diag_add(checker->diags, kind, span, "%s", message);
    diag->severity = severity;
    if (hint)
        diag_hint(checker->diags, diag, "%s", hint);
    return diag;
}

struct diag *complain(struct checker *checker, enum kind kind, struct span span, const char *hint,
                      const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct diag *diag = add(checker, kind, SEVERITY_ERROR, span, hint, format, arguments);
    va_end(arguments);
    return diag;
}

struct diag *doubt(struct checker *checker, enum kind kind, struct span span, const char *hint,
                   const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    enum severity severity = checker->is_strict ? SEVERITY_ERROR : SEVERITY_WARNING;
    struct diag *diag = add(checker, kind, severity, span, hint, format, arguments);
    va_end(arguments);
    return diag;
}

struct diag *advise(struct checker *checker, enum kind kind, struct span span, const char *hint,
                    const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct diag *diag = add(checker, kind, SEVERITY_WARNING, span, hint, format, arguments);
    va_end(arguments);
    return diag;
}

void relate(struct checker *checker, struct diag *diag, const struct xml_node *node, const char *message)
{
    if (diag)
        diag_relate(checker->diags, diag, xml_tag_span(checker->document, node), "%s", message);
}

struct span span_of_tag(const struct checker *checker, const struct element *element)
{
    return xml_tag_span(checker->document, element->node);
}

struct span span_of_attribute(const struct checker *checker, const struct element *element,
                              const struct attribute *attribute)
{
    if (!attribute)
        return span_of_tag(checker, element);
    return (struct span){checker->document->path, checker->document->text, attribute->start, attribute->end};
}

struct span span_of_value(const struct checker *checker, const struct element *element, enum word word)
{
    return span_of_attribute(checker, element, attribute_named(element, word));
}

struct span span_of_pending(const struct checker *checker, const struct pending *pending)
{
    return (struct span){checker->document->path, checker->document->text, pending->start, pending->end};
}
