#include <stdint.h>

// OpenSSL takes itself apart when a process ends: it frees what threads that still run are using, and what threads that end just
// then free too. Told so before its first use it stays whole, and the system takes all memory back anyway.
int OPENSSL_init_crypto(uint64_t options, const void *settings);
static const uint64_t OPENSSL_INIT_NO_ATEXIT = 0x00080000;

__attribute__((constructor)) static void keep_openssl(void) { OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, 0); }
