// What single bytes of ASCII are. Bytes from 0x80 on are none of it.
#ifndef BASE_BYTE_H
#define BASE_BYTE_H

#include <stdbool.h>

static inline bool byte_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static inline bool byte_is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static inline bool byte_is_alphanumeric(char byte)
{
    return byte_is_letter(byte) || byte_is_digit(byte);
}

// Space, tab, LF, VT, FF, CR.
static inline bool byte_is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

// With an upper-case letter in lower case.
static inline char byte_lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
}

// What a hexadecimal digit is worth, or -1.
static inline int byte_hex(char byte)
{
    if (byte_is_digit(byte))
        return byte - '0';
    byte = byte_lower(byte);
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

#endif
