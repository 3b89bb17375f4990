// First, or libevent's headers switch glibc's features on and fd_set differs from the one Swift already knows.
#if __has_include(<features.h>)
#include <features.h>
#endif
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/bufferevent_ssl.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/http_struct.h>
#include <event2/keyvalq_struct.h>
#include <event2/listener.h>
#include <event2/thread.h>
#include <unistd.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif
#if defined(__linux__)
#include <sys/syscall.h>
#endif

/// How many processors this process may use; sched_getaffinity() is declared for GNU sources only.
static inline long cevent_usable_cores(void) {
#if defined(__linux__)
    unsigned char set[512];
    long count = 0;
    long length = syscall(SYS_sched_getaffinity, 0, sizeof set, set);
    for (long i = 0; i < length; i++) count += __builtin_popcount(set[i]);
    if (count > 0) return count;
#endif
    return sysconf(_SC_NPROCESSORS_ONLN);
}

/// Has blocks from 256 KB on come from the system and go back to it when they are freed. Left to itself glibc raises that
/// bound to whatever was freed last, and keeps what a storm of large bodies took.
static inline void cevent_keep_large_blocks_apart(void) {
#if defined(__GLIBC__)
    mallopt(M_MMAP_THRESHOLD, 256 << 10);
#endif
}

/// Gives freed memory back to the system; takes milliseconds, so not on a loop.
static inline void cevent_give_memory_back(void) {
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}

// Declared here instead of including OpenSSL's headers, which belong to the module COpenSSL: a header read by two
// modules is compiled twice and may differ (see features.h above).
struct ssl_st;
long SSL_get_verify_result(const struct ssl_st *);
const char *X509_verify_cert_error_string(long);
const char *ERR_reason_error_string(unsigned long);

/// Why the handshake of a TLS connection failed, NULL when it did not fail.
static inline const char *cevent_tls_failure(struct bufferevent *stream) {
    struct ssl_st *ssl = bufferevent_openssl_get_ssl(stream);
    if (!ssl) return NULL;
    long verified = SSL_get_verify_result(ssl);
    if (verified != 0) return X509_verify_cert_error_string(verified);
    unsigned long error = bufferevent_get_openssl_error(stream);
    return error ? ERR_reason_error_string(error) : NULL;
}
