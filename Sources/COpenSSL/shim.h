#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

// Macros are not imported by Swift; each gets a function of the same meaning.

static inline int shim_SSL_CTX_set_min_proto_version(SSL_CTX *context, int version) {
    return (int)SSL_CTX_set_min_proto_version(context, version);
}

static inline int shim_SSL_set_tlsext_host_name(SSL *ssl, const char *name) {
    return (int)SSL_set_tlsext_host_name(ssl, name);
}

static inline void shim_SSL_CTX_set_mode(SSL_CTX *context, long mode) {
    SSL_CTX_set_mode(context, mode);
}

static inline long shim_SSL_CTX_add1_chain_cert(SSL_CTX *context, X509 *certificate) {
    return SSL_CTX_add1_chain_cert(context, certificate);
}

static inline int shim_X509_stack_count(const STACK_OF(X509) *stack) { return sk_X509_num(stack); }
static inline X509 *shim_X509_stack_value(const STACK_OF(X509) *stack, int index) { return sk_X509_value(stack, index); }
static inline void shim_X509_stack_free(STACK_OF(X509) *stack) { sk_X509_pop_free(stack, X509_free); }

// The private key that a PKCS#12 store has under a name, whatever its letters' case; NULL when it has none that can be read.
// PKCS12_parse, which knows no names, takes the first.
#include <strings.h>

static inline EVP_PKEY *shim_PKCS12_key(const PKCS12 *store, const char *password, const char *key_password,
                                        const char *name) {
    EVP_PKEY *key = NULL;
    STACK_OF(PKCS7) *safes = PKCS12_unpack_authsafes(store);
    for (int i = 0; i < sk_PKCS7_num(safes) && key == NULL; i++) {
        PKCS7 *safe = sk_PKCS7_value(safes, i);
        STACK_OF(PKCS12_SAFEBAG) *bags = PKCS7_type_is_data(safe)        ? PKCS12_unpack_p7data(safe)
                                         : PKCS7_type_is_encrypted(safe) ? PKCS12_unpack_p7encdata(safe, password, -1)
                                                                         : NULL;
        for (int j = 0; j < sk_PKCS12_SAFEBAG_num(bags) && key == NULL; j++) {
            PKCS12_SAFEBAG *bag = sk_PKCS12_SAFEBAG_value(bags, j);
            if (PKCS12_SAFEBAG_get_nid(bag) != NID_pkcs8ShroudedKeyBag) continue;
            char *own = PKCS12_get_friendlyname(bag);
            int is_meant = own != NULL && strcasecmp(own, name) == 0;
            OPENSSL_free(own);
            PKCS8_PRIV_KEY_INFO *info = is_meant ? PKCS12_decrypt_skey(bag, key_password, -1) : NULL;
            if (info != NULL) key = EVP_PKCS82PKEY(info);
            PKCS8_PRIV_KEY_INFO_free(info);
        }
        sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
    }
    sk_PKCS7_pop_free(safes, PKCS7_free);
    return key;
}

static const int shim_EVP_PKEY_PUBLIC_KEY = EVP_PKEY_PUBLIC_KEY;
static const int shim_EVP_PKEY_KEYPAIR = EVP_PKEY_KEYPAIR;
static const unsigned long shim_XN_FLAG_RFC2253 = XN_FLAG_RFC2253;

// The system's random bytes, and OpenSSL told to take those. A method of one's own is deprecated in favour of a provider,
// which would be a hundred lines for the same; without one OpenSSL goes on with its own generator.
#include <sys/random.h>

static inline int shim_random(unsigned char *bytes, size_t count) {
    while (count > 0) {
        size_t piece = count < 256 ? count : 256;  // so much comes at once, whatever signals arrive
        if (getentropy(bytes, piece) != 0) return 0;
        bytes += piece;
        count -= piece;
    }
    return 1;
}

static inline int shim_random_method(unsigned char *bytes, int count) {
    return count < 0 ? 0 : shim_random(bytes, (size_t)count);
}

static inline int shim_random_status(void) { return 1; }

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"
static inline void shim_use_random_bytes_of_system(void) {
    static const RAND_METHOD method = {
        .bytes = shim_random_method, .pseudorand = shim_random_method, .status = shim_random_status};
    RAND_set_rand_method(&method);
}
#pragma clang diagnostic pop
