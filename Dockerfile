# An image that can stand wherever quay.io/keycloak/keycloak does: docker build -t mockidp .
# scripts/image makes the same one without a Docker engine, and reads from here what is said below about its use.
FROM swift:6.3-bookworm AS build
WORKDIR /mockidp
COPY . .
RUN ./scripts/image --layout /image

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends bash ca-certificates curl \
    && rm -rf /var/lib/apt/lists/* \
    # Health checks that speak to /dev/tcp take it for granted that sh is bash, as in Keycloak's image.
    && ln -sf bash /bin/sh \
    # Dockerfiles that start from Keycloak's image copy files with --chown=keycloak:keycloak.
    && groupadd --non-unique --gid 0 keycloak \
    && useradd --uid 1000 --gid 0 --home-dir /opt/keycloak --no-create-home --shell /bin/bash keycloak
COPY --from=build /image /

# Commands other than start-dev and start would listen on the container's own loopback address.
ENV KC_RUN_IN_CONTAINER=true KC_HTTP_HOST=0.0.0.0
USER 1000
EXPOSE 8080 8443 9000
HEALTHCHECK --interval=2s --timeout=5s --start-period=5s --retries=3 CMD ["mockidp", "health"]
ENTRYPOINT ["/opt/keycloak/bin/kc.sh"]
