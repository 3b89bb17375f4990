// The library has its functions once for each width of code units; the names without a suffix are macros, which Swift does
// not import.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
