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
#include <event2/thread.h>

// OpenSSL's side of a connection. Its functions are declared here instead of including its headers, which belong to
// the module COpenSSL: a header read by two modules is compiled twice and may differ (see features.h above).
struct ssl_st;
struct ssl_ctx_st;
struct x509_st;
struct X509_VERIFY_PARAM_st;
struct ssl_st *SSL_new(struct ssl_ctx_st *);
void SSL_free(struct ssl_st *);
long SSL_ctrl(struct ssl_st *, int, long, void *);
int SSL_set1_host(struct ssl_st *, const char *);
long SSL_get_verify_result(const struct ssl_st *);
struct x509_st *SSL_get1_peer_certificate(const struct ssl_st *);
struct X509_VERIFY_PARAM_st *SSL_get0_param(struct ssl_st *);
int X509_VERIFY_PARAM_set1_ip_asc(struct X509_VERIFY_PARAM_st *, const char *);
int i2d_X509(const struct x509_st *, unsigned char **);
void X509_free(struct x509_st *);
const char *X509_verify_cert_error_string(long);
const char *ERR_reason_error_string(unsigned long);

/// A connection that waits for a TLS handshake of its client; NULL when OpenSSL has no memory for it.
static inline struct bufferevent *cevent_accepting_tls(struct event_base *base, struct ssl_ctx_st *context) {
    struct ssl_st *ssl = SSL_new(context);
    if (!ssl) return NULL;
    struct bufferevent *bev =
        bufferevent_openssl_socket_new(base, -1, ssl, BUFFEREVENT_SSL_ACCEPTING, BEV_OPT_CLOSE_ON_FREE);
    if (!bev) { SSL_free(ssl); return NULL; }
    bufferevent_openssl_set_allow_dirty_shutdown(bev, 1);
    return bev;
}

/// A connection that will greet the server `host` by name (SNI) and take only a certificate made out to it.
static inline struct bufferevent *cevent_connecting_tls(
    struct event_base *base, struct ssl_ctx_st *context, const char *host, int is_address) {
    struct ssl_st *ssl = SSL_new(context);
    if (!ssl) return NULL;
    int named = is_address
        ? X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host)
        : SSL_set1_host(ssl, host) && SSL_ctrl(ssl, 55 /* SSL_CTRL_SET_TLSEXT_HOSTNAME */, 0, (void *)host);
    struct bufferevent *bev = named
        ? bufferevent_openssl_socket_new(base, -1, ssl, BUFFEREVENT_SSL_CONNECTING, BEV_OPT_CLOSE_ON_FREE)
        : NULL;
    if (!bev) { SSL_free(ssl); return NULL; }
    bufferevent_openssl_set_allow_dirty_shutdown(bev, 1);
    return bev;
}

/// The certificate that the other side of a TLS connection showed, in DER: its length, 0 when there is none. Copies it
/// into `der` when that is not NULL.
static inline int cevent_peer_certificate(struct bufferevent *bev, unsigned char *der) {
    struct ssl_st *ssl = bufferevent_openssl_get_ssl(bev);
    struct x509_st *certificate = ssl ? SSL_get1_peer_certificate(ssl) : NULL;
    if (!certificate) return 0;
    int length = i2d_X509(certificate, der ? &der : NULL);
    X509_free(certificate);
    return length < 0 ? 0 : length;
}

/// Why the handshake of a TLS connection failed, NULL when it did not fail.
static inline const char *cevent_tls_failure(struct bufferevent *bev) {
    struct ssl_st *ssl = bufferevent_openssl_get_ssl(bev);
    if (!ssl) return NULL;
    long verified = SSL_get_verify_result(ssl);
    if (verified != 0) return X509_verify_cert_error_string(verified);
    unsigned long error = bufferevent_get_openssl_error(bev);
    return error ? ERR_reason_error_string(error) : NULL;
}
