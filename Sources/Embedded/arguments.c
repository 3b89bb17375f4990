#include "Embedded.h"

// Swift's CommandLine reads /proc/self/cmdline, which is not there in every chroot; without it a server that was told nothing would
// start. What runs before main is given the words by the loader, here and on a Mac.
static int count;
static char **words;

__attribute__((constructor)) static void note(int argc, char **argv) {
    count = argc;
    words = argv;
}

int embedded_argument_count(void) { return count; }
const char *embedded_argument(int index) { return words[index]; }
