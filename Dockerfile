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
# UseSerialGC: no collector threads and the smallest footprint; with a heap this small its pauses are a few milliseconds.
# MaxRAMPercentage, MaxDirectMemorySize: in a container of 256 MiB that is 128 MiB of heap and at most 48 MiB of network
#   buffers, which leaves room for classes, code and stacks. Left alone, buffers could grow to another 128 MiB.
# ExitOnOutOfMemoryError: a controller that lost a thread is worse than one that starts anew.
# Not TieredStopAtLevel=1: it would save some memory and start-up time, but planning and simulation are numeric loops that
#   the second compiler speeds up several times. Add it by JAVA_TOOL_OPTIONS where memory matters more.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", "-XX:MaxDirectMemorySize=48m", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/wva.jar"]
CMD ["--help"]
