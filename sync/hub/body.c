#include "sync/hub/body.h"

#include "base/utf.h"

struct reading {
    const struct body_shape *shape;
    struct arena *arena;
    struct body_fault *fault;
    struct str place; // "/data" or "/data/3"
};

static bool refuse(const struct reading *reading, struct str pointer, struct str detail)
{
    *reading->fault = (struct body_fault){.pointer = pointer, .detail = detail};
    return false;
}

static struct str place_in(const struct reading *reading, const char *part, struct str name)
{
    return arena_print(reading->arena, STR_FORMAT "/%s/" STR_FORMAT, STR_ARG(reading->place), part,
                       STR_ARG(name));
}

static const struct field *find_field(const struct field *fields, struct str name)
{
    for (; fields && fields->name; fields++)
        if (str_is(name, fields->name))
            return fields;
    return NULL;
}

// ---- relations

static bool is_identifier(const struct jsonc *value, const char *type)
{
    return str_is(jsonc_text(jsonc_get(value, "type")), type) && jsonc_text(jsonc_get(value, "id")).len > 0;
}

static bool check_relation(const struct reading *reading, const struct field *field,
                           const struct jsonc *value)
{
    const struct jsonc *linkage = jsonc_get(value, "data");
    if (jsonc_is(linkage, JSONC_NULL) && (field->flags & FIELD_NULLABLE))
        return true;
    if (is_identifier(linkage, field->type))
        return true;
    return refuse(reading, place_in(reading, "relationships", value->key),
                  arena_print(reading->arena, "It must lead to one of the type %s.", field->type));
}

// ---- attributes

static bool check_attribute(const struct reading *reading, const struct field *field,
                            const struct jsonc *value)
{
    bool is_null = value->kind == JSONC_NULL && (field->flags & FIELD_NULLABLE);
    struct str place = place_in(reading, "attributes", value->key);
    if (!is_null && value->kind != field->kind)
        return refuse(reading, place,
                      arena_print(reading->arena, "It must be %s.", jsonc_kind_name(field->kind)));
    if (value->kind == JSONC_STRING && utf_first_invalid(value->text) != STR_NONE)
        return refuse(reading, place, STR("It is no Unicode text."));
    return true;
}

typedef bool check_member(const struct reading *reading, const struct field *field,
                          const struct jsonc *value);

static bool check_members(const struct reading *reading, const struct jsonc *members,
                          const struct field *fields, const char *part, check_member *check)
{
    if (members && members->kind != JSONC_OBJECT)
        return refuse(reading, place_in(reading, part, STR("")), STR("It must be an object."));
    for (const struct jsonc *member = members ? members->first : NULL; member; member = member->next) {
        const struct field *field = find_field(fields, member->key);
        if (!field)
            return refuse(reading, place_in(reading, part, member->key), STR("There is no such field here."));
        if (!check(reading, field, member))
            return false;
    }
    for (; fields && fields->name; fields++)
        if ((fields->flags & FIELD_NEEDED) && !jsonc_get(members, fields->name))
            return refuse(reading, place_in(reading, part, str_of(fields->name)), STR("It must be there."));
    return true;
}

// ---- objects

static bool read_object(const struct reading *reading, const struct jsonc *value, struct object *out)
{
    const struct jsonc *type = jsonc_get(value, "type"), *id = jsonc_get(value, "id");
    *out = (struct object){.attributes = jsonc_get(value, "attributes"),
                           .relations = jsonc_get(value, "relationships")};
    if (!jsonc_is(value, JSONC_OBJECT))
        return refuse(reading, reading->place, STR("It must be an object."));
    if (!str_is(jsonc_text(type), reading->shape->type))
        return refuse(reading, arena_print(reading->arena, STR_FORMAT "/type", STR_ARG(reading->place)),
                      arena_print(reading->arena, "The type must be %s.", reading->shape->type));
    if (reading->shape->has_id && !jsonc_is(id, JSONC_STRING))
        return refuse(reading, arena_print(reading->arena, STR_FORMAT "/id", STR_ARG(reading->place)),
                      STR("The id must be there."));
    out->id = jsonc_text(id);
    return check_members(reading, out->attributes, reading->shape->attributes, "attributes",
                         check_attribute) &&
           check_members(reading, out->relations, reading->shape->relations, "relationships", check_relation);
}

static bool read_objects(struct reading *reading, const struct jsonc *list, struct object_list *out)
{
    if (list->count == 0 || list->count > body_greatest_objects)
        return refuse(reading, STR("/data"),
                      arena_print(reading->arena, "Between 1 and %d objects are taken at a time.",
                                  body_greatest_objects));
    for (const struct jsonc *value = list->first; value; value = value->next) {
        reading->place = arena_print(reading->arena, "/data/%zu", out->count);
        if (!read_object(reading, value, list_push(out, reading->arena)))
            return false;
    }
    return true;
}

bool body_read(struct str bytes, const struct body_shape *shape, bool is_bulk, struct arena *arena,
               struct object_list *out, struct body_fault *fault)
{
    struct reading reading = {.shape = shape, .arena = arena, .fault = fault, .place = STR("/data")};
    struct diags diags = {.arena = arena};
    struct jsonc_file file;
    *out = (struct object_list){0};
    if (!jsonc_read(STR("body"), bytes, JSONC_STRICT, arena, &diags, &file))
        return refuse(
            &reading, (struct str){0},
            arena_print(arena, "The body is no JSON: " STR_FORMAT ".", STR_ARG(diags.at[0].message)));
    const struct jsonc *content = jsonc_get(file.root, "data");
    bool is_list = jsonc_is(content, JSONC_ARRAY);
    if (!content || (is_list && !shape->is_many) || (!is_list && !shape->is_one))
        return refuse(&reading, STR("/data"),
                      shape->is_one ? STR("It must be an object.") : STR("It must be a list."));
    if (is_list && shape->is_one && !is_bulk)
        return refuse(&reading, STR("/data"), STR("A list needs the Content-Type of bulk calls."));
    return is_list ? read_objects(&reading, content, out)
                   : read_object(&reading, content, list_push(out, arena));
}

// ---- asking

const struct jsonc *object_get(const struct object *object, const char *name)
{
    return jsonc_get(object->attributes, name);
}

struct str object_text(const struct object *object, const char *name)
{
    const struct jsonc *value = object_get(object, name);
    if (!jsonc_is(value, JSONC_STRING))
        return (struct str){0};
    return value->text.at ? value->text : STR("");
}

bool object_bool(const struct object *object, const char *name, bool otherwise)
{
    const struct jsonc *value = object_get(object, name);
    return jsonc_is(value, JSONC_BOOL) ? value->truth : otherwise;
}

int64_t object_number(const struct object *object, const char *name, int64_t otherwise)
{
    const struct jsonc *value = object_get(object, name);
    size_t number;
    bool is_whole = jsonc_is(value, JSONC_NUMBER) && str_number(value->text, 999999999999999999, &number);
    return is_whole ? (int64_t)number : otherwise;
}

struct str object_relation(const struct object *object, const char *name)
{
    const struct jsonc *id = jsonc_get(jsonc_get(jsonc_get(object->relations, name), "data"), "id");
    return jsonc_text(id);
}
