#include <stdint.h>

// How OpenSSL is to begin and end, told before its first use. It reads no configuration: what a machine has in its openssl.cnf
// is neither waited for nor followed. And it stays whole when the process ends: taking itself apart it would free what threads
// that still run are using, and what threads that end just then free too; the system takes all memory back anyway.
int OPENSSL_init_crypto(uint64_t options, const void *settings);
static const uint64_t OPENSSL_INIT_NO_LOAD_CONFIG = 0x00000080, OPENSSL_INIT_NO_ATEXIT = 0x00080000;

__attribute__((constructor)) static void begin_openssl(void) {
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT, 0);
}
