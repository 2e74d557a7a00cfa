# syntax=docker/dockerfile:1
# One image for every subcommand: docker build -t ghcr.io/llm-d/workload-variant-autoscaler:0.1.0 .

# The jar is the same on every architecture, so it is built on the builder's own.
FROM --platform=$BUILDPLATFORM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -q -B -DskipTests -Dspotless.check.skip=true package

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="workload-variant-autoscaler" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY LICENSE /licenses/LICENSE
COPY --from=build /src/target/wva.jar /app/wva.jar
# A number, so that Kubernetes can tell that it is not root.
USER 65532:65532
WORKDIR /tmp
# /metrics, probes, emulator
EXPOSE 8443 8081 8000
# For a container of 384 MiB; docs/performance.md says what more than 2,000 variants take. Measured resident memory of a
# controller with one variant: 154 MB, against 205 MB without.
# UseSerialGC: no collector threads and the smallest footprint; with a heap this small its pauses are a few
# milliseconds.
# MaxRAMPercentage, InitialRAMPercentage, Min/MaxHeapFreeRatio: up to 153 MiB of heap, but no more than what is in use.
# MaxDirectMemorySize: left alone, network buffers could grow to another 153 MiB.
# TieredStopAtLevel=1: the second compiler costs 30 MB and a slower start; sizing a fleet is milliseconds either way.
#   For `optimize` or `simulate` on a large problem, JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=4 brings it back.
# ExitOnOutOfMemoryError: a controller that lost a thread is worse than one that starts anew.
# MALLOC_ARENA_MAX: glibc's arena per thread would keep freed memory.
ENV MALLOC_ARENA_MAX=2
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=40", "-XX:InitialRAMPercentage=6", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=25", "-XX:MaxDirectMemorySize=32m", "-Xss512k", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/wva.jar"]
CMD ["--help"]
