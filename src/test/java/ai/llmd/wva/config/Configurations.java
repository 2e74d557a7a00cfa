package ai.llmd.wva.config;

/** Configurations for tests, written as users write them; what is not given has its default. */
public final class Configurations {
    private Configurations() {}

    /** Of a whole file; single quotes stand for double ones. */
    public static Configuration of(String json) {
        var result = ConfigurationReader.read(json.replace('\'', '"'));
        if (result instanceof ConfigurationReader.Ok ok) {
            return ok.configuration();
        }
        throw new IllegalArgumentException(result.toString());
    }

    /** Of the keys in the section {@code collector}, without its braces. */
    public static CollectorConfiguration collector(String keys) {
        return of("{'collector': {" + keys + "}}").collector();
    }

    /** Of the keys in the section {@code settings.prometheus}, without its braces. */
    public static PrometheusSettings prometheus(String keys) {
        return of("{'settings': {'prometheus': {" + keys + "}}}").settings().prometheus();
    }
}
