package ai.llmd.wva.config;

/**
 * Names of environment variables. Those of settings are also the keys of the ConfigMap
 * {@link ConfigMapNames#SETTINGS}; the others exist in the environment only.
 */
public final class Environment {
    /** The controller's own namespace (downward API). */
    public static final String POD_NAMESPACE = "POD_NAMESPACE";

    /** The controller's own pod, its identity in leader election (downward API). */
    public static final String POD_NAME = "POD_NAME";

    /** Which of several controllers in a cluster this is. */
    public static final String CONTROLLER_INSTANCE = "CONTROLLER_INSTANCE";

    /** Whether external metrics are served, for manifests that turn it on beside any configuration file. */
    public static final String EXTERNAL_METRICS = "WVA_EXTERNAL_METRICS";

    public static final String INTERVAL = "GLOBAL_OPT_INTERVAL";
    public static final String SCALE_TO_ZERO = "WVA_SCALE_TO_ZERO";
    public static final String KEEP_ACCELERATOR = "WVA_KEEP_ACCELERATOR";
    public static final String MODE = "WVA_MODE";
    public static final String CALIBRATION = "WVA_CALIBRATION";
    public static final String DRAIN_WITHIN = "WVA_DRAIN_WITHIN";
    public static final String ACTUATION = "WVA_ACTUATION";
    public static final String HOLD_LIMIT = "WVA_HOLD_LIMIT";
    public static final String PROMETHEUS_BASE_URL = "PROMETHEUS_BASE_URL";
    public static final String PROMETHEUS_INSECURE_SKIP_VERIFY = "PROMETHEUS_TLS_INSECURE_SKIP_VERIFY";
    public static final String PROMETHEUS_CA_CERT_PATH = "PROMETHEUS_CA_CERT_PATH";
    public static final String PROMETHEUS_CLIENT_CERT_PATH = "PROMETHEUS_CLIENT_CERT_PATH";
    public static final String PROMETHEUS_CLIENT_KEY_PATH = "PROMETHEUS_CLIENT_KEY_PATH";
    public static final String PROMETHEUS_SERVER_NAME = "PROMETHEUS_SERVER_NAME";
    public static final String PROMETHEUS_BEARER_TOKEN = "PROMETHEUS_BEARER_TOKEN";
    public static final String PROMETHEUS_TOKEN_PATH = "PROMETHEUS_TOKEN_PATH";
    public static final String PROMETHEUS_BASIC_AUTH_USERNAME = "PROMETHEUS_BASIC_AUTH_USERNAME";
    public static final String PROMETHEUS_BASIC_AUTH_PASSWORD = "PROMETHEUS_BASIC_AUTH_PASSWORD";
    public static final String PROMETHEUS_BASIC_AUTH_PASSWORD_PATH = "PROMETHEUS_BASIC_AUTH_PASSWORD_PATH";
    public static final String LOG_LEVEL = "LOG_LEVEL";

    private Environment() {}
}
