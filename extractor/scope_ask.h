// Questions about expressions and types, and their answers. Internal to scope*.c.
#ifndef EXTRACTOR_SCOPE_ASK_H
#define EXTRACTOR_SCOPE_ASK_H

#include "extractor/scope_binding.h"

// What is asked about: the expression itself (NULL), or what lies behind it on a path.
enum step_kind {
    STEP_MEMBER,
    STEP_INSTANCE, // what `new` makes of it
    STEP_RESULT,   // what a call of it gives
};

struct step {
    enum step_kind kind;
    struct str name; // STEP_MEMBER
    const struct step *rest;
};

enum answer_kind {
    ANSWER_UNKNOWN,
    ANSWER_ABSENT, // for certain there is no such thing, so that a default counts
    ANSWER_KNOWN,
};

struct answer {
    enum answer_kind kind;
    bool may_be_undefined;
    struct reference reference;
};

// Where a question is asked. The budget is shared by all questions that come of one: aliases can go in
// circles, and branches multiply.
struct place {
    const struct scopes *scopes;
    struct scope *scope;
    size_t *budget;
};

// Whether one question more may be asked.
static inline bool place_spend(struct place place)
{
    if (*place.budget == 0)
        return false;
    --*place.budget;
    return true;
}

// Of an expression: what it is. Of a type: what a value of it is.
struct answer ask(struct place place, TSNode node, const struct step *path);
// Of a name that is bound so (scope_bindings.c). The place's scope is the one that the binding was found in.
struct answer ask_binding(struct place place, const struct binding *binding, const struct step *path);
struct answer ask_reference(struct place place, const struct reference *reference, const struct step *path);

// How a form of expression or type is asked.
typedef struct answer ask_function(struct place place, TSNode node, const struct step *path);
// What holds members: see scope_members.c.
ask_function ask_object, ask_array, ask_class, ask_properties, ask_namespace, ask_this, ask_super;

static inline bool step_is(const struct step *step, enum step_kind kind)
{
    return step && step->kind == kind;
}

// What two branches have in common.
struct answer answers_agree(const struct answer *a, const struct answer *b);

#endif
