package ai.llmd.wva.config;

import ai.llmd.wva.model.Settings;

/**
 * Everything that may change while the controller runs (environment > ConfigMap > file > default).
 *
 * @param fleet what goes with the fleet to every stage
 * @param prometheus for the source of load alone: it may hold a token
 * @param logLevel debug, info, warn or error
 */
public record LiveSettings(Settings fleet, PrometheusSettings prometheus, String logLevel) {}
