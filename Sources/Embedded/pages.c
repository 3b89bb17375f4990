// What the program can change of itself, some hundred kilobytes, begins as a copy of its file or as nothing. The system makes each
// page of it when it is first written, and has every thread wait while one of them does: with several threads a start spends more
// on that than on reading its realm files. Before there are any, all pages together take a few microseconds.
#if defined(__linux__)
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

// Of the linker and of what it puts at the end of the data; a build without one of them does without this.
#define EDGE(name) extern char name[] __attribute__((weak, visibility("hidden")))
EDGE(__data_start);
EDGE(__TMC_END__);
EDGE(__bss_start);
EDGE(_end);

static void write_pages(const char *start, const char *end) {
    const uintptr_t size = (uintptr_t)sysconf(_SC_PAGESIZE), most = 1 << 20;
    uintptr_t first = (uintptr_t)start & ~(size - 1), last = (uintptr_t)end;
    if (!start || last <= first || last - first > most) return;
    madvise((void *)first, last - first, 23);  // MADV_POPULATE_WRITE, since Linux 5.14
}

__attribute__((constructor)) static void write_own_pages(void) {
    write_pages(__data_start, __TMC_END__);
    write_pages(__bss_start, _end);
}
#endif
