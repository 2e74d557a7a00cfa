# syntax=docker/dockerfile:1
# One image for every subcommand: docker build -t ghcr.io/llm-d/workload-variant-autoscaler:0.1.0 .
# For several architectures: docker buildx build --platform linux/amd64,linux/arm64 ...
# The bases are tags here; a release pins both, as in --build-arg JRE_IMAGE=eclipse-temurin:25-jre@sha256:...
# and says what it is: --build-arg VERSION=0.1.0 --build-arg REVISION=$(git rev-parse HEAD)
ARG MAVEN_IMAGE=maven:3.9-eclipse-temurin-17
ARG JRE_IMAGE=eclipse-temurin:25-jre

# The jar is the same on every architecture, so it is built on the builder's own.
FROM --platform=$BUILDPLATFORM ${MAVEN_IMAGE} AS jar
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -q -B -DskipTests -Dspotless.check.skip=true package

# The cache that a start reads its classes from belongs to the architecture and the build of Java that it is made on.
FROM ${JRE_IMAGE} AS cache
WORKDIR /app
COPY --from=jar /src/target/wva.jar wva.jar
COPY src/main/docker/ ./
RUN ./train

FROM ${JRE_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="workload-variant-autoscaler" \
      org.opencontainers.image.description="Decides how many vLLM replicas a model needs" \
      org.opencontainers.image.source="https://github.com/llm-d/workload-variant-autoscaler" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY LICENSE /licenses/LICENSE
# Whole: the cache knows the jar by its size and its time.
COPY --from=cache /app /app
# A number, so that Kubernetes can tell that it is not root.
USER 65532:65532
WORKDIR /tmp
# /metrics, probes, emulator
EXPOSE 8443 8081 8000
# glibc's arena per thread would keep freed memory. Java's own options are in src/main/docker/jvm.options.
ENV MALLOC_ARENA_MAX=2
ENTRYPOINT ["/app/start"]
CMD ["--help"]
