#include <stdio.h>

int main(void)
{
    puts("glot " GLOT_VERSION);
    return 0;
}
